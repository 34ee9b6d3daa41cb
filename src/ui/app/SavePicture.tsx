/** The models as a picture in a file: SVG for a paper, PNG for a slide. */
import { Button } from '@mantine/core';
import { IconPhoto, IconVector } from '@tabler/icons-react';
import { download, fileName } from '../../state/download.ts';
import { drawPicture, type Picture, type PictureColours } from '../canvas/picture.ts';
import { useWords } from '../parts/i18n/index.ts';
import { css, themeColour } from '../parts/palette.ts';
import { useServices } from '../parts/services.tsx';
import { TASK_COLOURS } from '../parts/taskStyle.ts';

/** Pixels per unit of the drawing: sharp on a projector. */
const PNG_SCALE = 2;
const SVG_TYPE = 'image/svg+xml;charset=utf-8';

function pageColours(): PictureColours {
  const colour = (name: string): string => css(themeColour(name));
  return {
    surface: colour('--surface'),
    sunken: colour('--surface-sunken'),
    line: colour('--line'),
    ink: colour('--ink'),
    inkSoft: colour('--ink-soft'),
    task: (index) => colour(`--task-${index % TASK_COLOURS}`),
    soft: (index) => colour(`--task-${index % TASK_COLOURS}-soft`),
  };
}
async function toPng({ svg, width, height }: Picture): Promise<Blob | undefined> {
  const image = new Image(width, height);
  image.src = `data:${SVG_TYPE},${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * PNG_SCALE;
  canvas.height = height * PNG_SCALE;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png'));
}

export function SavePicture() {
  const words = useWords();
  const { experiments } = useServices();
  const save = async (kind: 'png' | 'svg'): Promise<void> => {
    const { experiment, analyses, outline } = experiments.getState();
    const picture = drawPicture({ experiment, analyses, outline, words, colours: pageColours() });
    const file = kind === 'svg' ? new Blob([picture.svg], { type: SVG_TYPE }) : await toPng(picture);
    if (file) download(fileName(experiment.title, kind), file);
  };
  return (
    <>
      <Button variant="default" leftSection={<IconPhoto size={14} />} onClick={() => void save('png')}>
        {words.t('controls.share.png')}
      </Button>
      <Button variant="default" leftSection={<IconVector size={14} />} onClick={() => void save('svg')}>
        {words.t('controls.share.svg')}
      </Button>
    </>
  );
}
