// @vitest-environment node
import { expect, test } from 'vitest';
import { lineItemId, resultId } from '../../../lib/sis/ids.ts';

// Expected values: python3, uuid.uuid5(uuid.UUID('f0855bd4-dda3-5510-a21c-87c4db4bb5d3'), name).
const key = { origin: 'https://district.schoology.com', sectionId: '5551001', itemId: '7001' };

test('a line item id is the UUIDv5 of origin|section|item|class', () => {
  expect(lineItemId(key, 'class-7')).toBe('5113831f-79b6-5312-8bd3-8bfcc6774c0a');
});

test('the same item has another line item in another class', () => {
  expect(lineItemId(key, 'class-8')).toBe('4574573f-279d-574c-836e-be10a34d6023');
});

test('ids outside ASCII are taken as UTF-8', () => {
  expect(lineItemId(key, 'Clé 7é')).toBe('dff153a1-7638-51c3-a373-a8c4f0203ea3');
});

test('a result id is the UUIDv5 of line item|student', () => {
  const lineItem = '5113831f-79b6-5312-8bd3-8bfcc6774c0a';
  expect(resultId(lineItem, 'stu-1')).toBe('1632c6a5-3fb8-5e3b-a2ff-bd74659ce976');
  expect(resultId(lineItem, 'stu-2')).toBe('465bcc36-da2f-556c-9e7d-8eca4e5e5988');
});
