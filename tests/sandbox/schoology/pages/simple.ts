import { html } from 'hono/html';
import { dueSubtitle } from '../due.ts';
import { editPath } from '../item-links.ts';
import type { Markup } from '../markup.ts';
import type { Item, Section } from '../model.ts';
import { displayName, fullTitle, type SchoologyState } from '../state.ts';

/** The home page: a form for a new item in any course, then the courses. */
export const homePage = (sections: Section[]): Markup =>
  html`<p><a class="popups home-add" href="/home/add?is_popup=1">Add Assignment</a></p>${courseList(sections)}`;

/** The cards of /home and /courses. */
export const courseList = (sections: Section[]): Markup =>
  html`<ul class="course-list">${sections.map(
    (section) =>
      html`<li class="course-card"><a href="/course/${section.sectionId}/materials">${fullTitle(section)}</a></li>`,
  )}</ul>`;

/** The page of one item. */
export const itemPage = (state: SchoologyState, item: Item): Markup => {
  const category = state.sections
    .get(item.sectionId)
    ?.categories.find(({ id }) => id === item.categoryId);
  return html`<div id="item-profile" class="${item.kind}">
<ul class="item-actions-bar"><li class="action-edit"><a class="popups" href="${editPath(item)}">Edit</a></li><li class="action-delete"><a class="popups" href="/assignment/delete/${item.nid}">Delete</a></li></ul>
<p class="item-subtitle">${dueSubtitle(item.due) || 'No due date'}</p>
<dl><dt>Max points</dt><dd>${item.maxPoints}</dd><dt>Category</dt><dd>${category?.title ?? '(Ungraded)'}</dd><dt>Published</dt><dd>${item.published ? 'Yes' : 'No'}</dd></dl>
<div class="info-body">${item.description}</div></div>`;
};

const roles = { '1': 'Course admin', '2': 'Student', '3': 'Teaching assistant' };

export const membersPage = (state: SchoologyState, sectionId: string): Markup =>
  html`<table class="members"><thead><tr><th>Name</th><th>Role</th></tr></thead><tbody>${state.enrollments
    .filter((enrollment) => enrollment.sectionId === sectionId && enrollment.status === '1')
    .map(({ uid, type }) => {
      const person = state.people.get(uid);
      return html`<tr><td>${person ? displayName(person) : uid}</td><td>${roles[type]}</td></tr>`;
    })}</tbody></table>`;
