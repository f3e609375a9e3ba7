/** Has the browser save a text as a file, by a link that is made, pressed and thrown away. */
export function download(name: string, type: string, text: string): void {
  const href = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  link.click();
  // The browser has taken the text with the press; the address is of no more use.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/** "sync-history-2026-11-24.csv": with today's day where the teacher is. */
export function datedName(stem: string, now: number, ending: string): string {
  const day = new Date(now);
  const two = (n: number): string => String(n).padStart(2, '0');
  const date = `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
  return `${stem}-${date}.${ending}`;
}
