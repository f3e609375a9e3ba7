/**
 * Makes something when it is first asked for. Schemas are made so where not every start of the background needs them:
 * to make them all takes longer than to answer.
 */
/* @__NO_SIDE_EFFECTS__ */
export function once<Made>(make: () => Made): () => Made {
  let made: { it: Made } | null = null;
  return () => {
    made ??= { it: make() };
    return made.it;
  };
}
