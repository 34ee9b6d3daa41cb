/** Where the pointer is inside an element, px of its own: a page in large type is magnified, and its pointer is not. */
interface Pointed {
  readonly clientX: number;
  readonly clientY: number;
  readonly currentTarget: Element;
}
export function localPoint({ clientX, clientY, currentTarget }: Pointed): { readonly x: number; readonly y: number } {
  const { left, top } = currentTarget.getBoundingClientRect();
  const magnified = (currentTarget as Element & { readonly currentCSSZoom?: number }).currentCSSZoom ?? 1;
  return { x: (clientX - left) / magnified, y: (clientY - top) / magnified };
}
