/** A button in a row of tools: an icon with a name, and what it does to learning where the name does not say it. */
import { ActionIcon } from '@mantine/core';
import type { ReactNode } from 'react';
import { Tip } from '../parts/Tip.tsx';

interface ToolProps {
  readonly name: string;
  readonly help?: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}
export function Tool({ name, help = name, onClick, children }: ToolProps) {
  return (
    <Tip text={help}>
      <ActionIcon size={26} aria-label={name} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tip>
  );
}
