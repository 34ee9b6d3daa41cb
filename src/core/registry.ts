/**
 * A registry: the ordered list of everything of one kind (layers, scenarios, balancing methods, ties).
 * A new member is one new file and one line in the list given to `createRegistry`.
 */
export interface Registry<Spec> {
  /** Every member in the order of the list. */
  readonly all: readonly Spec[];
  readonly ids: readonly string[];
  has(id: string): boolean;
  /** The member, or `undefined` where the id came from outside (a link, a file). */
  find(id: string): Spec | undefined;
  /** @throws RangeError when the id is unknown: for ids that validation has already accepted. */
  get(id: string): Spec;
}

/**
 * @param name what the registry holds, in the singular, for error messages
 * @param idOf reads a member's id
 * @throws RangeError when two members share an id
 */
export function createRegistry<Spec>(
  name: string,
  idOf: (spec: Spec) => string,
  list: readonly Spec[],
): Registry<Spec> {
  const byId = new Map<string, Spec>();
  for (const spec of list) {
    const id = idOf(spec);
    if (byId.has(id)) throw new RangeError(`two ${name}s are called '${id}': ids must differ`);
    byId.set(id, spec);
  }
  return {
    all: list,
    ids: [...byId.keys()],
    has: (id) => byId.has(id),
    find: (id) => byId.get(id),
    get(id) {
      const spec = byId.get(id);
      if (spec === undefined) {
        throw new RangeError(`unknown ${name} '${id}': known are ${[...byId.keys()].join(', ')}`);
      }
      return spec;
    },
  };
}
