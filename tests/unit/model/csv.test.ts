import { describe, expect, it } from 'vitest';
import { csvText } from '../../../lib/model/csv.ts';

/** Without the byte order mark. */
const body = (rows: (string | number)[][]): string => csvText(rows).slice(1);

describe('a table as CSV', () => {
  it('begins with a byte order mark, for Excel', () => {
    expect(csvText([['a']]).codePointAt(0)).toBe(0xfeff);
  });

  it('has commas between cells and CRLF after every line', () => {
    expect(
      body([
        ['Course', 'Items'],
        ['Algebra 1', 14],
      ]),
    ).toBe('Course,Items\r\nAlgebra 1,14\r\n');
  });

  it('quotes what would break the line, and doubles quotes', () => {
    expect(body([['P3, P4', 'the "big" test', 'two\nlines', 'cr\rhere']])).toBe(
      '"P3, P4","the ""big"" test","two\nlines","cr\rhere"\r\n',
    );
  });

  it.each([
    ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
    ['+1', "'+1"],
    ['-1+2', "'-1+2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['＝1', "'＝1"],
  ])('keeps %j from being a formula', (text, cell) => {
    expect(body([[text]])).toBe(`${cell}\r\n`);
  });

  it('leaves numbers as numbers, also below zero', () => {
    expect(body([[-3, 0]])).toBe('-3,0\r\n');
  });
});
