import type { Random } from '../../kill/seeded.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Fields that a message may leave out. */
const optional = new Set(['items', 'again']);

/** Names that every object has, besides one that none has. */
const foreignKeys = ['__proto__', 'constructor', 'prototype', 'toString', 'extra'];

const pick = <T>(random: Random, list: readonly T[]): T => {
  const found = list[random(0, list.length - 1)];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
};

/** Something of another type than text, yes or no, a list or an object of ours has. */
const strange = (random: Random): Json => pick(random, [{}, [[]], -0.5, -1, { length: 1 }]);

/** Own, enumerable, whatever its name: as JSON.parse makes it of a message. */
const withKey = (object: object, key: string, value: Json): void =>
  void Object.defineProperty(object, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });

/** A copy of data that is right for a message, made wrong in exactly one place. */
export function broken(data: unknown, random: Random): unknown {
  if (data === undefined) return strange(random);
  const copy: Json = JSON.parse(JSON.stringify(data));
  const places = placesIn(copy);
  const { parent, key } = pick(random, places);
  breakAt(parent, key, random);
  return copy;
}

type Place = { parent: { [key: string]: Json }; key: string };

function placesIn(value: Json): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const parent = value as { [key: string]: Json }; // a list too: its places are '0', '1' …
  return Object.keys(parent).flatMap((key) => [{ parent, key }, ...placesIn(parent[key] ?? null)]);
}

function breakAt(parent: { [key: string]: Json }, key: string, random: Random): void {
  const way = random(0, 2);
  if (way === 0 && !Array.isArray(parent)) withKey(parent, pick(random, foreignKeys), 'x');
  else if (way === 1 && !Array.isArray(parent) && !optional.has(key)) delete parent[key];
  else parent[key] = strange(random);
}

/** Anything that JSON can say, prototype keys and odd numbers of levels included. */
export function garbage(random: Random, depth = 0): unknown {
  const kind = random(0, depth > 4 ? 4 : 7);
  if (kind === 0) return null;
  if (kind === 1) return random(0, 1) === 1;
  if (kind === 2) return pick(random, [0, -1, 1.5, Number.MAX_SAFE_INTEGER, Number.NaN]);
  if (kind <= 4) return pick(random, ['', 'background', '10000003', '<b>', '\u0000', '__proto__']);
  const size = random(0, 4);
  if (kind === 5) return Array.from({ length: size }, () => garbage(random, depth + 1));
  const object = {};
  for (let n = 0; n < size; n++) {
    const key = pick(random, [...foreignKeys, 'to', 'name', 'data', 'sectionId', 'origin']);
    withKey(object, key, JSON.parse(JSON.stringify(garbage(random, depth + 1))));
  }
  return object;
}
