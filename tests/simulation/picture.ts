import { chromium } from '@playwright/test';
import { requireBrowser } from '../browsers/find.ts';
import type { Rush } from './report.ts';

const size = { width: 1200, height: 340, left: 64, right: 24, top: 48, bottom: 44 };
const bucket = 60; // seconds in a column

const colors = { taken: '#1a56c4', refused: '#b3261e', asked: '#6b7280', limit: '#111827' };

/** Sums of each minute, as a rate per second. */
const perMinute = (series: number[], minutes: number): number[] =>
  Array.from({ length: minutes }, (_, n) => {
    let sum = 0;
    for (let s = n * bucket; s < (n + 1) * bucket; s++) sum += series[s] ?? 0;
    return sum / bucket;
  });

/** Scores that were asked for in each minute: every teacher's all at once, when they press. */
function demand({ district, outcome }: Rush, minutes: number): number[] {
  const series: number[] = [];
  for (const { pressedAt } of outcome.teachers) {
    const second = Math.floor(pressedAt / 1_000);
    series[second] = (series[second] ?? 0) + district.items * district.students;
  }
  return perMinute(series, minutes);
}

function chart(rush: Rush, minutes: number, top: number, offset: number): string {
  const { left, right, width, height, bottom } = size;
  const x = (minute: number): number => left + (minute / minutes) * (width - left - right);
  const y = (rate: number): number =>
    offset + height - bottom - (rate / top) * (height - bottom - size.top);
  const line = (rates: number[], color: string, weight: number): string =>
    `<polyline fill="none" stroke="${color}" stroke-width="${weight}" points="${rates
      .map((rate, minute) => `${x(minute + 0.5).toFixed(1)},${y(rate).toFixed(1)}`)
      .join(' ')}"/>`;
  const { limit, teachers } = rush.district;
  const { endedAt, possibleAt, requestsPerChange } = rush.outcome;
  const ticks = Array.from({ length: Math.floor(minutes / 30) + 1 }, (_, n) => n * 30);
  const upright = (ms: number, color: string, dash: string): string =>
    `<line x1="${x(ms / 60_000)}" x2="${x(ms / 60_000)}" y1="${y(0)}" y2="${y(top)}" stroke="${color}" stroke-dasharray="${dash}"/>`;
  return `
<text x="${left}" y="${offset + 24}" font-weight="600">A SIS that takes ${limit.perSecond} requests per second: ${teachers.toLocaleString('en')} teachers done after ${(endedAt / 60_000).toFixed(0)} minutes (${(possibleAt / 60_000).toFixed(0)} possible), ${requestsPerChange.toFixed(3)} requests per changed score</text>
<line x1="${left}" x2="${width - right}" y1="${y(0)}" y2="${y(0)}" stroke="#9ca3af"/>
<line x1="${left}" x2="${width - right}" y1="${y(limit.perSecond)}" y2="${y(limit.perSecond)}" stroke="${colors.limit}" stroke-dasharray="2 4"/>
${ticks.map((tick) => `<text x="${x(tick)}" y="${y(0) + 18}" text-anchor="middle" fill="#374151">${tick}</text>`).join('')}
${[0, limit.perSecond].map((rate) => `<text x="${left - 8}" y="${y(rate) + 4}" text-anchor="end" fill="#374151">${rate}</text>`).join('')}
${line(demand(rush, minutes), colors.asked, 1)}
${line(perMinute(rush.outcome.series.taken, minutes), colors.taken, 2.5)}
${line(perMinute(rush.outcome.series.refused, minutes), colors.refused, 1.5)}
${upright(possibleAt, colors.limit, '2 4')}${upright(endedAt, colors.taken, '6 3')}`;
}

const legend = (y: number): string =>
  [
    ['asked for by the teachers', colors.asked],
    ['taken by the SIS', colors.taken],
    ['refused (429)', colors.refused],
    ['the limit, and when it could have been done', colors.limit],
  ]
    .map(
      ([text, color], n) =>
        `<rect x="${size.left + n * 260}" y="${y - 9}" width="18" height="4" fill="${color}"/><text x="${size.left + 26 + n * 260}" y="${y}">${text}</text>`,
    )
    .join('');

/** The rushes under each other, on one scale of minutes: requests per second, each minute's mean. */
function svgOf(rushes: Rush[]): string {
  const last = Math.max(...rushes.map(({ outcome }) => outcome.endedAt));
  const minutes = Math.ceil(last / 60_000 / 30) * 30;
  const top = 1.25 * Math.max(...rushes.flatMap((rush) => demand(rush, minutes)));
  const height = rushes.length * size.height + 40;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${height}" font-family="system-ui, sans-serif" font-size="14">
<rect width="100%" height="100%" fill="#ffffff"/>
${rushes.map((rush, n) => chart(rush, minutes, top, n * size.height)).join('')}
<text x="${size.width - size.right}" y="${height - 44}" text-anchor="end" fill="#374151">minutes</text>
${legend(height - 14)}
</svg>
`;
}

/** Draws the rushes into a PNG file. */
export async function drawPicture(rushes: Rush[], path: string): Promise<void> {
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath: requireBrowser('chromium'), args });
  const height = rushes.length * size.height + 40;
  const page = await browser.newPage({ viewport: { width: size.width, height } });
  await page.setContent(`<style>body { margin: 0 }</style>${svgOf(rushes)}`);
  await page.screenshot({ path });
  await browser.close();
}
