import type { Driver, Tab } from '../support/driver.ts';

/** What a teacher does who is signed in to the SIS in this browser: nothing but its address is set up. */

async function save(options: Tab, address: string): Promise<Tab> {
  await options.fill('#rosteringUrl', address);
  await options.clickRole('button', 'Save');
  await options.waitForText('Saved.');
  return options;
}

/** Signs in to PowerSchool and connects it in options. */
export async function connectPowerSchool(driver: Driver, origin: string): Promise<Tab> {
  const own = await driver.newTab();
  await own.goto(`${origin}/sandbox/login`);
  await driver.grantOrigin(origin);
  const options = await driver.openExtensionPage('options.html');
  await options.select('#system', 'PowerSchool');
  await options.select('#authType', 'My own sign-in to PowerSchool in this browser');
  return save(options, `${origin}/teachers/index.html`);
}

/** Turns the beta of Aeries' portal on in options. The portal is not opened yet. */
export async function connectAeries(driver: Driver, origin: string): Promise<Tab> {
  await driver.grantOrigin(origin);
  const options = await driver.openExtensionPage('options.html');
  await options.select('#system', 'Aeries');
  await options.clickRole('checkbox', 'Beta: use my own sign-in to the Aeries portal');
  return save(options, `${origin}/teacher/gradebook`);
}

/** Signs in to Aeries; the tab then shows the gradebook dashboard. */
export async function openAeries(driver: Driver, origin: string): Promise<Tab> {
  const tab = await driver.newTab();
  await tab.goto(`${origin}/sandbox/login`);
  return tab;
}

/** Which of Aeries' types World History's categories are: the one thing that nobody but the teacher knows. */
export async function chooseAeriesCategories(panel: Tab): Promise<void> {
  const types = { Homework: 'Formative', Essays: 'Summative', Quizzes: 'Summative' };
  for (const [category, type] of Object.entries(types)) {
    const select = { role: 'combobox', name: `SIS category for ${category}` } as const;
    await panel.select(select, `${category} (${type})`);
    await panel.waitUntilGone(select);
  }
}
