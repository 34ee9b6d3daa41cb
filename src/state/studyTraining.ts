/**
 * One job of a study on one engine client, from its start to its end. The client's runs are counted here, so that reports of
 * an earlier job are told from those of this one.
 */
import { createRunLog } from '../core/metrics/runLog.ts';
import { error } from '../core/result.ts';
import type { StudyJob } from '../core/study/study.ts';
import type { EngineClient, Report, RunId } from '../engine/protocol.ts';

export interface StudyWorker {
  readonly client: EngineClient;
  runs: number;
  /** The job under way, with the ways to hold it. `give`: its promise rejects with 'study.cancelled'. */
  task: { readonly study: string; hold(): void; go(): void; give(): void } | undefined;
}

/**
 * Trains one job to its end and returns its log, the full splits measured. A rule that may never hold (target, patience)
 * is cut at exactly `most` steps: the steps are counted out, then the rule is changed to one that holds there.
 */
export function trainJob(worker: StudyWorker, job: StudyJob, most: number, dataUrl: string, study: string) {
  const { client } = worker;
  const { experiment } = job;
  const { stop } = experiment.training;
  worker.runs += 1;
  const run = worker.runs as RunId;
  const log = createRunLog();
  let step = 0;
  let started = false;
  let held = false;
  let cut = stop.kind === 'steps';
  const go = (): void => {
    held = false;
    if (!started) return;
    if (cut) client.send({ type: 'play', run });
    else client.send({ type: 'step', run, request: client.request(), count: Math.max(1, most - step) });
  };
  return new Promise<{ log: typeof log; seconds: number; steps: number }>((resolve, reject) => {
    const end = client.subscribe((report: Report) => {
      if (report.run !== run) return;
      if (report.type === 'progress') {
        step = report.progress.step;
        if (report.rows.steps.length > 0) log.append(report.rows);
      } else if (report.type === 'recovered') {
        step = report.progress.step;
        log.truncate(report.keptTo);
      } else if (report.type === 'failed') {
        close();
        reject(report.issue);
      } else if (report.type === 'rested') {
        step = report.progress.step;
        const { code } = report.reason;
        if (code === 'stop.paused') return;
        if (code === 'stop.stepped') {
          cut = true;
          const training = { ...experiment.training, stop: { kind: 'steps' as const, steps: step } };
          client.send({ type: 'tune', run, experiment: { ...experiment, training } });
          if (!held) go();
          return;
        }
        const { seconds } = report.progress;
        close();
        resolve({ log, seconds, steps: step });
      }
    });
    const close = (): void => {
      end();
      client.send({ type: 'stop', run });
    };
    worker.task = {
      study,
      hold() {
        held = true;
        if (started) client.send({ type: 'pause', run, request: client.request() });
      },
      go,
      give() {
        close();
        reject(error('study.cancelled'));
      },
    };
    client.ask({ type: 'start', run, request: client.request(), experiment, dataUrl }).then(
      () => {
        started = true;
        if (!held) go();
      },
      // The failed report has been seen already.
      () => undefined,
    );
  });
}
