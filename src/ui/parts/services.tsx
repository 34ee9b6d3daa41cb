/** React's door to the stores and services. Select narrowly: a component re-renders when its selection changes. */
import { createContext, use } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { Services } from '../../state/services.ts';
import type { SlowState } from '../../state/slowMode.ts';
import type { ExperimentState, RunState, ViewState } from '../../state/stores.ts';

const ServicesContext = createContext<Services | undefined>(undefined);
export const ServicesProvider = ServicesContext.Provider;

export function useServices(): Services {
  const services = use(ServicesContext);
  if (!services) throw new Error('useServices needs a ServicesProvider above it');
  return services;
}
/** Selections are compared shallowly, so small objects and arrays may be built in the selector. */
export function useExperiment<Selected>(select: (state: ExperimentState) => Selected): Selected {
  return useStore(useServices().experiments, useShallow(select));
}
export function useRun<Selected>(select: (state: RunState) => Selected): Selected {
  return useStore(useServices().runs, useShallow(select));
}
export function useSlow<Selected>(select: (state: SlowState) => Selected): Selected {
  return useStore(useServices().slow, useShallow(select));
}
export function useView<Selected>(select: (state: ViewState) => Selected): Selected {
  return useStore(useServices().views, useShallow(select));
}
