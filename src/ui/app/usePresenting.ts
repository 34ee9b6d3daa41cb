/** Large type for a projector: marks the whole page, so that dialogs and tips follow. */
import { useEffect } from 'react';
import { useView } from '../parts/services.tsx';

export function usePresenting(): boolean {
  const presenting = useView((state) => state.presenting);
  useEffect(() => {
    document.documentElement.toggleAttribute('data-presenting', presenting);
  }, [presenting]);
  return presenting;
}
