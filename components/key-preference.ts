const name = 'singleKeys';

/** Whether letters alone do something; kept by the browser for this device. */
export const singleKeysOn = (): boolean => localStorage.getItem(name) !== 'off';

export function setSingleKeys(on: boolean): void {
  if (on) localStorage.removeItem(name);
  else localStorage.setItem(name, 'off');
}
