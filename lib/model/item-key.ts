/** A Schoology section as a teacher sees it: the host it lives on and the number in `/course/<id>`. */
export type SectionKey = { origin: string; sectionId: string };

/** One graded item (Schoology's material or grade item id, the `<N>` of `/assignment/<N>`) in one section. */
export type ItemKey = SectionKey & { itemId: string };

/** The key as one line: for maps, lists on disk and logs. Ids are digits and an origin has no `|`. */
export const itemKeyText = (key: ItemKey): string => `${sectionKeyText(key)}|${key.itemId}`;

export const sectionKeyText = (key: SectionKey): string => `${key.origin}|${key.sectionId}`;

/** The key alone of something that has one: messages take exact shapes. */
export const sectionKeyOf = ({ origin, sectionId }: SectionKey): SectionKey => ({
  origin,
  sectionId,
});

export const sameSection = (a: SectionKey, b: SectionKey): boolean =>
  a.origin === b.origin && a.sectionId === b.sectionId;
