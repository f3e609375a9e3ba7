/** The match pattern that asks for a host. Patterns have no port: Firefox refuses one that does. */
export function hostPattern(url: string): string {
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${hostname}/*`;
}
