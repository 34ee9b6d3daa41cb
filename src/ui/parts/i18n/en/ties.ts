/** English words: ties. */
export const ties = {} as const;
