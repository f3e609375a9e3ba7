/** What a pusher of grades needs and no more: never `gradebook.delete` (oneroster.md 1.4, 3). */
export const neededScopes: readonly string[] = [
  'https://purl.imsglobal.org/spec/or/v1p2/scope/roster.readonly',
  'https://purl.imsglobal.org/spec/or/v1p2/scope/gradebook.readonly',
  'https://purl.imsglobal.org/spec/or/v1p2/scope/gradebook.createput',
];
