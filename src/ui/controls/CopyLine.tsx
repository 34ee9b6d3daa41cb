/** A text to take along: read-only, with a button that copies it and says so. */
import { Button, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../parts/i18n/index.ts';
import parts from '../parts/parts.module.css';

interface CopyLineProps {
  readonly label: string;
  readonly copy: string;
  readonly text: string;
}
export function CopyLine({ label, copy, text }: CopyLineProps) {
  const { t } = useWords();
  const [copied, setCopied] = useState<string>();
  const done = copied === text;
  return (
    <div className={parts.line} style={{ alignItems: 'flex-end' }}>
      <TextInput
        label={label}
        value={text}
        readOnly
        style={{ flex: 1 }}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        leftSection={done ? <IconCheck size={14} /> : <IconCopy size={14} />}
        onClick={() => {
          navigator.clipboard.writeText(text).then(
            () => setCopied(text),
            () => setCopied(undefined),
          );
        }}
      >
        {done ? t('controls.share.copied') : copy}
      </Button>
    </div>
  );
}
