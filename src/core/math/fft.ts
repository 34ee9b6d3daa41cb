/** Fast Fourier transform, radix 2, in place (Cooley & Tukey 1965): for spectrograms of sounds made in the page. */
const tables = new Map<number, { readonly cos: Float64Array; readonly sin: Float64Array }>();
function tableOf(n: number) {
  const held = tables.get(n);
  if (held) return held;
  const angle = (i: number): number => (-2 * Math.PI * i) / n;
  const made = {
    cos: Float64Array.from({ length: n / 2 }, (_, i) => Math.cos(angle(i))),
    sin: Float64Array.from({ length: n / 2 }, (_, i) => Math.sin(angle(i))),
  };
  tables.set(n, made);
  return made;
}

/** re, im [n], n a power of two: X_k = sum_j x_j e^(-2 pi i j k / n). */
export function fft(re: Float64Array, im: Float64Array): void {
  const n = re.length;
  const { cos, sin } = tableOf(n);
  for (let i = 1, j = 0; i < n; i += 1) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j] as number, re[i] as number];
      [im[i], im[j]] = [im[j] as number, im[i] as number];
    }
  }
  for (let half = 1; half < n; half *= 2) {
    const stride = n / (2 * half);
    for (let start = 0; start < n; start += 2 * half) {
      for (let k = 0; k < half; k += 1) {
        const c = cos[k * stride] as number;
        const s = sin[k * stride] as number;
        const upper = start + k;
        const lower = upper + half;
        const r = (re[lower] as number) * c - (im[lower] as number) * s;
        const i = (re[lower] as number) * s + (im[lower] as number) * c;
        re[lower] = (re[upper] as number) - r;
        im[lower] = (im[upper] as number) - i;
        re[upper] = (re[upper] as number) + r;
        im[upper] = (im[upper] as number) + i;
      }
    }
  }
}
