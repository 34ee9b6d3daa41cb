/** A QR code as one path. Black on white in every scheme, since readers expect it. */
import { encode } from 'uqr';
import classes from './controls.module.css';

/** Versions beyond this are too fine for a projector's picture. */
const MAX_VERSION = 20;
const QUIET_ZONE = 4;

interface Picture {
  readonly size: number;
  readonly path: string;
}
/** `undefined` where the text is too long for a code that can still be read from a distance. */
export function qrPicture(text: string): Picture | undefined {
  try {
    const { size, data } = encode(text, { ecc: 'L', maxVersion: MAX_VERSION, border: QUIET_ZONE });
    let path = '';
    data.forEach((row, y) => {
      row.forEach((dark, x) => {
        if (dark) path += `M${x} ${y}h1v1h-1z`;
      });
    });
    return { size, path };
  } catch {
    return undefined;
  }
}

export function QrCode({ picture, label }: { readonly picture: Picture; readonly label: string }) {
  return (
    <svg
      className={classes.qr}
      viewBox={`0 0 ${picture.size} ${picture.size}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <path d={picture.path} fill="#000" />
    </svg>
  );
}
