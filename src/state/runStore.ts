/** The run's store and how reports of the engine change it. The log is mutable and read when `revision` changes. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Experiment } from '../core/experiment/experiment.ts';
import type { LogRows, RunLog } from '../core/metrics/logRows.ts';
import { createRunLog } from '../core/metrics/runLog.ts';
import type { Progress, Report } from '../engine/protocol.ts';
import { addRun } from './history.ts';
import type { RunState } from './stores.ts';

const STILL: Progress = { step: 0, epoch: 0, samples: 0, seconds: 0, stepsPerSecond: 0 };

export function createRunStore(): StoreApi<RunState> {
  return createStore<RunState>(() => ({
    status: 'idle',
    progress: STILL,
    stepsPerEpoch: 1,
    backend: undefined,
    loading: undefined,
    rows: undefined,
    warnings: [],
    issue: undefined,
    canContinue: false,
    stop: undefined,
    log: createRunLog(),
    revision: 0,
    ghosts: [],
    experiment: undefined,
    pending: false,
    tuned: false,
    stepsPerSecondLimit: undefined,
    author: undefined,
  }));
}

/** A fresh run of `experiment`; `log` when it resumes. */
export function beginRun(runs: StoreApi<RunState>, experiment: Experiment, log?: LogRows): void {
  const fresh = createRunLog();
  if (log) fresh.append(log);
  runs.setState((state) => ({
    status: 'starting',
    progress: STILL,
    issue: undefined,
    canContinue: false,
    stop: undefined,
    log: fresh,
    revision: state.revision + 1,
    experiment,
    pending: false,
    tuned: false,
  }));
}

/** No run at all: what was opened cannot train yet. */
export function clearRun(runs: StoreApi<RunState>): void {
  runs.setState((state) => ({
    status: 'idle',
    progress: STILL,
    rows: undefined,
    warnings: [],
    issue: undefined,
    canContinue: false,
    stop: undefined,
    log: createRunLog(),
    revision: state.revision + 1,
    experiment: undefined,
    pending: false,
    tuned: false,
  }));
}

/** Keeps the present curves, greyed, behind the next run's. */
export function keepAsGhost(runs: StoreApi<RunState>): void {
  const { log, experiment, progress, ghosts } = runs.getState();
  if (!experiment || progress.step === 0 || log.length === 0) return;
  const frozen: RunLog = createRunLog();
  frozen.append(log.snapshot());
  runs.setState({ ghosts: addRun(ghosts, { experiment, log: frozen, steps: progress.step }) });
}

/** Reports that only change the store; the session handles what follows from them. */
export function applyReport(runs: StoreApi<RunState>, report: Report): void {
  switch (report.type) {
    case 'loading':
      runs.setState({ loading: { stage: report.stage, fraction: report.fraction } });
      return;
    case 'started':
      runs.setState({
        status: 'ready',
        loading: undefined,
        backend: report.backend,
        progress: report.progress,
        rows: report.rows,
        warnings: report.warnings,
        stepsPerEpoch: report.stepsPerEpoch,
      });
      return;
    case 'progress':
      runs.getState().log.append(report.rows);
      runs.setState((state) => ({
        progress: report.progress,
        revision: state.revision + 1,
        tuned: state.tuned || report.tuned.length > 0,
      }));
      return;
    case 'recovered':
      runs.getState().log.truncate(report.keptTo);
      runs.setState((state) => ({
        loading: undefined,
        backend: report.backend,
        progress: report.progress,
        revision: state.revision + 1,
      }));
      return;
    case 'rested': {
      const byRule = report.reason.code !== 'stop.paused' && report.reason.code !== 'stop.stepped';
      runs.setState({
        status: byRule ? 'stopped' : 'ready',
        stop: byRule ? report.reason : undefined,
        progress: report.progress,
      });
      return;
    }
    case 'failed':
      if (report.stage === 'probe') return;
      runs.setState({ status: 'failed', loading: undefined, issue: report.issue, canContinue: report.canContinue });
      return;
    case 'probes':
    case 'probed':
    case 'checkpointed':
      return;
    default:
      report satisfies never;
  }
}
