import { html, raw } from 'hono/html';
import {
  type GradebookClass,
  type GradebookLineItem,
  type GradebookResult,
  gradebookOf,
} from './gradebook.ts';
import type { SisState } from './model.ts';

type Markup = ReturnType<typeof html>;

const css = raw(`
body { margin: 0; font: 14px/1.4 "Segoe UI", Arial, sans-serif; color: #1f2933; background: #f4f5f0; }
header { padding: 16px 28px; background: #2f4f2f; color: #fff; }
header h1 { margin: 0; font-size: 20px; }
header p { margin: 2px 0 0; opacity: .85; }
section { margin: 22px 28px; padding: 16px 20px; border: 1px solid #d8dccf; border-radius: 6px; background: #fff; overflow-x: auto; }
h2 { margin: 0 0 10px; font-size: 17px; }
table { border-collapse: collapse; }
th, td { padding: 6px 10px; border: 1px solid #e2e6da; text-align: left; white-space: nowrap; }
thead th { max-width: 150px; background: #eef1e8; white-space: normal; vertical-align: bottom; }
thead small { display: block; color: #5f6b57; font-weight: 400; }
td { text-align: right; font-variant-numeric: tabular-nums; }
.mark { color: #8a4b08; font-style: italic; }
.none { color: #5f6b57; }`);

function cell(result: GradebookResult | undefined): Markup {
  if (!result) return html`<td></td>`;
  if (result.score !== null) return html`<td>${result.score}</td>`;
  const mark = result.missing ? 'Missing' : result.incomplete ? 'Incomplete' : result.scoreStatus;
  return html`<td><span class="mark">${mark}</span></td>`;
}

/** The day as the school sees it: an instant just before midnight is the next day in UTC. */
const localDay = (instant: string): string =>
  new Date(instant).toLocaleDateString('en-US', { timeZone: 'America/New_York' });

const column = (item: GradebookLineItem): Markup =>
  html`<th scope="col">${item.title}<small>${item.category}, ${item.maxPoints ?? '?'} points</small><small>due ${localDay(item.dueDate)}${item.gradingPeriod && `, ${item.gradingPeriod}`}</small></th>`;

function table(state: SisState, { classId, lineItems }: GradebookClass): Markup {
  const ids = state.classes.find(({ sourcedId }) => sourcedId === classId)?.studentIds ?? [];
  const students = state.people.filter(({ sourcedId }) => ids.includes(sourcedId));
  return html`<table><thead><tr><th scope="col">Student</th>${lineItems.map(column)}</tr></thead><tbody>${students.map(
    ({ sourcedId, familyName, givenName }) =>
      html`<tr><th scope="row">${familyName}, ${givenName}</th>${lineItems.map(({ results }) =>
        cell(results.find(({ studentId }) => studentId === sourcedId)),
      )}</tr>`,
  )}</tbody></table>`;
}

/** The gradebook as a teacher would see it in the SIS. */
export const gradebookPage = (state: SisState): Markup => html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>SIS gradebook</title><style>${css}</style></head><body>
<header><h1>Example SIS</h1><p>Gradebook, Semester 1</p></header>
${gradebookOf(state).map(
  (data) =>
    html`<section><h2>${data.title}</h2>${
      data.lineItems.length > 0 ? table(state, data) : html`<p class="none">No assignments yet.</p>`
    }</section>`,
)}</body></html>`;
