import { html } from 'hono/html';
import type { Markup } from '../schoology/markup.ts';
import type { Aeries, PortalAssignment, PortalGradebook } from './model.ts';

const page = (title: string, body: Markup | Markup[]): Markup =>
  html`<!doctype html><html lang="en"><head><title>${title}</title></head><body>${body}</body></html>`;

export const loginPage = (): Markup =>
  page(
    'Aeries: Sign in',
    html`<form method="post"><input name="Username_Aeries" /><input name="Password_Aeries" type="password" /></form>`,
  );

export const dashboard = ({ gradebooks, application }: Aeries): Markup =>
  page(
    'Aeries: Gradebook',
    html`<h1>Gradebooks</h1>
      <ul id="ValidGradebookList">
        ${gradebooks.map((one) => html`<li data-validgradebookandterm="${one.number}/${one.term}"></li>`)}
      </ul>
      <div id="GbkDash-list-view">
        ${gradebooks.map(
          (one) =>
            html`<a href="${application}/gradebook/${one.number}/${one.term}/ScoresByClass">${one.name}</a>`,
        )}
      </div>`,
  );

const column = (
  { number, title, category, points }: PortalAssignment,
  name: string,
): Markup => html`
  <th class="scores-by-class-override" data-an="${number}">
    <table>
      <tr class="description" data-assignment-desc="${number} - ${title}"><td>${title}</td></tr>
      <tr><td>Category:</td><td>${name || category}</td></tr>
      <tr><td><span title="# Correct Possible"> : ${points}</span></td></tr>
    </table>
  </th>`;

const cell = (
  own: PortalGradebook,
  assignment: number,
  student: PortalGradebook['students'][number],
) => {
  const key = `${assignment}:${student.number}`;
  const closed = own.notApplicable.has(key);
  return html`<td
    data-an="${assignment}"
    data-sn="${student.number}"
    data-stusc="${student.school}"
    data-original-value="${closed ? 'N/A' : (own.marks.get(key) ?? '')}"
    data-is-notapplicable="${closed ? 'True' : 'False'}"
  ></td>`;
};

export const scoresByClass = (own: PortalGradebook, { application }: Aeries): Markup =>
  page(
    `Aeries: ${own.name}`,
    html`<h1>${own.name}</h1>
      <table class="students">
        ${own.students.map(
          (student) => html`<tr
            class="row ${student.state === 'inactive' ? 'inactive-student' : ''}"
            data-sn="${student.number}"
            data-stuid="${student.permanentId}"
          >
            <td>
              <a href="${application}/gradebook/${own.number}/${own.term}/ScoresByStudent/${student.number}/${student.school}">Student ${student.number}</a>
            </td>
          </tr>`,
        )}
      </table>
      <table class="assignment-header">
        <tr>
          ${own.assignments.map((assignment) =>
            column(
              assignment,
              own.categories.find(({ id }) => id === assignment.category)?.name ?? '',
            ),
          )}
        </tr>
      </table>
      <table class="assignments">
        ${own.students.map(
          (student) =>
            html`<tr>
              ${own.assignments.map(({ number }) => cell(own, number, student))}
            </tr>`,
        )}
      </table>`,
  );

export const manage = ({ categories }: PortalGradebook, { terms }: Aeries): Markup =>
  page(
    'Aeries: Manage',
    html`<table id="manageManageCategoriesTable">
        ${categories.map(
          ({ id, name, percent }) => html`<tr>
            <td><input data-cat-value="${id}" value="${name}" /></td>
            <td><input value="${percent}" /></td>
          </tr>`,
        )}
      </table>
      <table class="manageTerms">
        ${terms.map(
          ({ name, end }) => html`<tr>
            <td><input class="gradebook-term-desc" value="${name}" /></td>
            <td class="term-end-date"><input value="${end}" /></td>
          </tr>`,
        )}
      </table>`,
  );
