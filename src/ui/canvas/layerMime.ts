/** The type under which a dragged palette entry carries its layer kind. */
export const LAYER_MIME = 'application/x-braid-layer';
