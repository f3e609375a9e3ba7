/** The match pattern of a URL's host. Without the port: Firefox allows none in a pattern, and none means any. */
export function hostPattern(url: string): string {
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${hostname}/*`;
}
