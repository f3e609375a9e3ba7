/**
 * `npm run simulate`: a district at quarter's end, in virtual time: 3,200 teachers press Sync within two hours, each
 * with 1,250 changed scores, at one SIS that limits the whole district. Draws tests/pictures/district.png (with Chromium).
 * Exits with 1 when a promise is not kept. The extension's own code decides what is sent and when a run goes on (teacher.ts).
 */
import { resolve } from 'node:path';
import { type District, simulateDistrict } from './district.ts';
import { drawPicture } from './picture.ts';
import { findings, type Rush } from './report.ts';

const districtAt = (perSecond: number): District => ({
  teachers: 3_200,
  items: 50,
  students: 25,
  within: 2 * 60 * 60_000,
  limit: { perSecond, window: 60_000 },
  seed: 2026,
});

/** The teachers ask for 556 scores a second: one SIS can bear that, the other cannot. */
const rates = [700, 400];

const rushes: Rush[] = [];
for (const district of rates.map(districtAt)) {
  const rush = { district, outcome: await simulateDistrict(district) };
  rushes.push(rush);
  const seen = findings(rush);
  console.log(`\n${district.teachers} teachers, a SIS that takes ${district.limit.perSecond}/s`);
  for (const { promise, seen: what, kept } of seen) {
    console.log(`  ${kept ? 'kept' : 'NOT KEPT'}  ${promise}: ${what}`);
  }
  if (seen.some(({ kept }) => !kept)) process.exitCode = 1;
}
await drawPicture(rushes, resolve(import.meta.dirname, '../pictures/district.png'));
