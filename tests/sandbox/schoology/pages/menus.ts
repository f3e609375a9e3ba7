import { html } from 'hono/html';
import type { Markup } from '../markup.ts';

export type MenuLink = { name: string; href: string; text: string; popup?: boolean };

const entry = ({ name, href, text, popup = true }: MenuLink): Markup =>
  html`<li class="action-${name}"><a href="${href}" class="${popup ? 'popups' : 'action-link'}">${text}</a></li>`;

export type Menu = {
  label: string;
  /** The label is for screen readers only: a gear. */
  gear?: boolean;
  className?: string;
  id?: string;
  links: MenuLink[];
};

/** Schoology's drop-down: closed, it has inline `display: none` (schoology facts 2.1). */
export const menu = ({ label, gear = false, className = '', id = '', links }: Menu): Markup =>
  html`<div class="action-links-wrapper ${className}"><div class="action-links-unfold" role="button" tabindex="0" aria-controls="${id}"><span class="action-links-unfold-text ${gear ? 'visually-hidden' : ''}">${label}</span></div><ul class="action-links" role="menu" id="${id}" style="display: none;">${links.map(entry)}</ul></div>`;

/** The links of the two "Add" menus. */
export const addLinks = (sectionId: string): MenuLink[] => [
  {
    name: 'create-assignment',
    href: `/course/${sectionId}/materials/assignments/add?is_popup=1`,
    text: 'Add Assignment',
  },
  {
    name: 'create-assessment',
    href: `/course/${sectionId}/materials/assignments/add_assessment?is_popup=1`,
    text: 'Add Test/Quiz',
  },
  {
    name: 'create-discussion',
    href: `/course/${sectionId}/materials/discussion/create?is_popup=1`,
    text: 'Add Discussion',
  },
  {
    name: 'add-external-tool',
    href: `/course/${sectionId}/external_tool/add?is_popup=1`,
    text: 'Add External Tool',
  },
  {
    name: 'create-grade-column',
    href: `/course/${sectionId}/materials/assignments/add_grade_column?is_popup=1`,
    text: 'Add Grade Column',
  },
];
