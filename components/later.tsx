import type { ComponentChild } from 'preact';
import { useEffect, useState } from 'preact/hooks';

type Parts = typeof import('./later-parts.tsx');

/** Kept once they are loaded: from then on a part is drawn at once, with what surrounds it. */
let parts: Parts | null = null;

export async function loadLater(): Promise<Parts> {
  parts ??= await import('./later-parts.tsx');
  return parts;
}

/** Draws with the parts that are not loaded with the panel; nothing until they are. */
export function Later({ draw }: { draw: (parts: Parts) => ComponentChild }) {
  const [loaded, setLoaded] = useState(parts);
  useEffect(() => {
    if (loaded === null) void loadLater().then(setLoaded);
  }, [loaded]);
  return loaded && draw(loaded);
}
