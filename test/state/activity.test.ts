import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createActivity } from '../../src/state/activity.ts';

describe('activity', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 0 }));
  afterEach(() => void vi.useRealTimers());
  const outcome = (promise: Promise<void>): { value: string } => {
    const held = { value: 'waiting' };
    promise.then(
      () => {
        held.value = 'quiet';
      },
      (reason: Error) => {
        held.value = reason.message;
      },
    );
    return held;
  };

  it('is quiet only after nothing was under way for the quiet time', async () => {
    const activity = createActivity(() => Date.now());
    const end = activity.begin('work');
    const idle = outcome(activity.idle());
    await vi.advanceTimersByTimeAsync(500);
    expect(idle.value).toBe('waiting');
    end();
    await vi.advanceTimersByTimeAsync(60);
    expect(idle.value).toBe('waiting');
    await vi.advanceTimersByTimeAsync(100);
    expect(idle.value).toBe('quiet');
  });
  it('names what hangs', async () => {
    const activity = createActivity(() => Date.now());
    activity.begin('asking the engine');
    const idle = outcome(activity.idle(100, 1000));
    await vi.advanceTimersByTimeAsync(1500);
    expect(idle.value).toContain('asking the engine');
  });
  it('does not give up on long work that shows signs of life', async () => {
    const activity = createActivity(() => Date.now());
    const end = activity.begin('training');
    const idle = outcome(activity.idle(100, 1000));
    for (let i = 0; i < 5; i += 1) {
      await vi.advanceTimersByTimeAsync(800);
      activity.pulse();
    }
    expect(idle.value).toBe('waiting');
    end();
    await vi.advanceTimersByTimeAsync(200);
    expect(idle.value).toBe('quiet');
  });
  it('ends work that failed', async () => {
    const activity = createActivity(() => Date.now());
    await expect(activity.during('bad', Promise.reject(new Error('no')))).rejects.toThrow('no');
    const idle = outcome(activity.idle());
    await vi.advanceTimersByTimeAsync(200);
    expect(idle.value).toBe('quiet');
  });
});
