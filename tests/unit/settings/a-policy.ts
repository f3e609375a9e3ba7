/** What a district with a plain OneRoster service sets. */
export const policy = {
  sisName: 'Example SIS',
  profile: 'oneroster',
  oneRoster: {
    version: '1.2',
    rosteringUrl: 'https://sis.example/ims/oneroster/rostering/v1p2',
    gradebookUrl: 'https://sis.example/ims/oneroster/gradebook/v1p2',
  },
  auth: {
    type: 'oauth2-client-credentials',
    tokenUrl: 'https://login.example/token',
    clientId: 'district',
    clientSecret: 'district-secret',
  },
};
