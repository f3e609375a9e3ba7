import { html } from 'hono/html';
import type { Lms, Session } from '../lms.ts';
import type { Markup } from '../markup.ts';
import type { Section } from '../model.ts';
import { displayName, fullTitle } from '../state.ts';
import { drupalSettings, settingsScript } from './drupal-settings.ts';

export type Page = {
  lms: Lms;
  session: Session;
  /** The section whose menu stands at the left; null outside a course. */
  section: Section | null;
  heading: string;
  /** Path and query of this page. */
  path: string;
  content: Markup;
};

const leftMenu = ({ sectionId }: Section): Markup => html`
<div id="content-left-top"><div id="s-course-settings" class="action-links-wrapper action-links-wrapper-gearless"><div class="action-links-unfold" role="button" tabindex="0"><span class="action-links-unfold-text">Course Options</span></div><ul class="action-links" role="menu" style="display: none;"><li class="action-preview"><a href="/course/${sectionId}/members">Members</a></li></ul></div></div>
<nav id="left-nav"><div id="menu-s-main"><ul class="menu" role="menubar">
<li class="course-materials-left-menu"><a href="/course/${sectionId}/materials">Materials</a></li><li class="course-updates-left-menu"><a href="/course/${sectionId}/updates">Updates</a></li><li class="course-grades-left-menu"><a href="/course/${sectionId}/grades">Gradebook</a></li><li class="course-gradesetup-left-menu"><a href="/course/${sectionId}/gradesetup">Grade Setup</a></li><li class="course-members-left-menu"><a href="/course/${sectionId}/members">Members</a></li></ul></div></nav>`;

const breadcrumb = (section: Section): Markup =>
  html`<nav aria-label="Breadcrumb"><span class="course-title"><a href="/course/${section.sectionId}">${fullTitle(section)}</a></span></nav>`;

/** The header's class names carry hashes that change with every release (schoology facts 6.16). */
function header({ lms, session }: Page): Markup {
  const person = lms.state.people.get(session.uid);
  return html`<div id="header"><header class="_0aAaA"><nav class="_3cCcC"><button data-sgy-sitenav="nav-trigger" class="_1bBbB">Menu</button><a class="_2dDdD" href="/home">Schoology</a><a class="_4eEeE" href="/courses">Courses</a><span class="_5fFfF">${person ? displayName(person) : ''}</span><a class="_4eEeE" href="/logout">Log out</a></nav></header></div>`;
}

const shims = html`<script>window.jQuery = window.jQuery || { extend: Object.assign }; window.Drupal = { settings: {}, behaviors: {} };</script>`;

/** A whole page in the 2026 skeleton (schoology facts 2.1). */
export function page(given: Page): Markup {
  const { lms, session, section, heading, path, content } = given;
  const settings = drupalSettings(lms, session, path.replace(/^\//, ''));
  return html`<!doctype html>
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en" data-theme="modern" class="js"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${section ? fullTitle(section) : heading} | Schoology</title>
<link rel="stylesheet" href="/sandbox/schoology.css">${shims}</head><body>
<div id="body">${header(given)}
<div id="site-navigation-breadcrumbs" class="site-navigation"></div>
<main id="wrapper" class="site-navigation-resize"><div id="container">
<div id="sidebar-left">${section && leftMenu(section)}</div>
<div id="main-content-wrapper"><div id="center-wrapper"><div id="center-inner">
<div id="center-top">${section && breadcrumb(section)}<h1 class="page-title">${heading}</h1></div>
<div id="content-wrapper">${takeMessage(session)}${content}</div>
</div></div></div></div>
${settingsScript(settings)}
</main></div>
<script src="/sandbox/popups.js"></script><script src="/sandbox/page.js"></script>
</body></html>`;
}

/** Drupal shows a message once, on the next page of the session. */
export function takeMessage(session: Session): Markup | '' {
  const { message } = session;
  session.message = '';
  return (
    message && html`<div class="messages status"><div class="message-text">${message}</div></div>`
  );
}

export const errorMessages = (errors: string[]): Markup | '' =>
  errors.length === 0
    ? ''
    : html`<div class="messages error">${errors.map((error) => html`<div class="message-text">${error}</div>`)}</div>`;
