/**
 * Where the processor time of the page's frames goes, from a trace of Chromium: time on the processor, not on the clock,
 * so that the figures hold on a machine that does other work too.
 */
const CATEGORIES = ['toplevel', 'devtools.timeline', 'cc', 'viz', 'blink', 'v8', '__metadata'];
const MAIN = 'CrRendererMain';
const FRAME = 'ProxyMain::BeginMainFrame';
const SHOWN = 10;

/** Processor time (µs) by name, without what is nested inside. */
function ownTimes(events) {
  const own = new Map();
  const add = (name, time) => own.set(name, (own.get(name) ?? 0) + time);
  const open = [];
  for (const event of events.toSorted((a, b) => a.ts - b.ts || b.dur - a.dur)) {
    while (open.length > 0 && open.at(-1).ts + open.at(-1).dur <= event.ts) open.pop();
    if (open.length > 0) add(open.at(-1).name, -event.tdur);
    add(event.name, event.tdur);
    open.push(event);
  }
  return own;
}

/**
 * Traces while `work` runs; returns ms of processor time per frame of the page's main thread.
 * @param {import('playwright').Browser} browser
 */
export async function traceFrames(browser, work) {
  const session = await browser.newBrowserCDPSession();
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES, excludedCategories: ['*'] },
  });
  await work();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;

  const threads = new Map(
    events.filter(({ name }) => name === 'thread_name').map(({ pid, tid, args }) => [`${pid}/${tid}`, args.name]),
  );
  const timed = events.filter(({ ph, tdur }) => ph === 'X' && tdur !== undefined);
  const frames = timed.filter(({ name, pid, tid }) => name === FRAME && threads.get(`${pid}/${tid}`) === MAIN);
  const [first] = frames;
  const rising = frames.map(({ tdur }) => tdur / 1000).sort((a, b) => a - b);
  const at = (share) => Number((rising[Math.floor((rising.length - 1) * share)] ?? Number.NaN).toFixed(1));
  const own = ownTimes(timed.filter(({ pid, tid }) => pid === first?.pid && tid === first?.tid));
  const dearest = [...own].sort((a, b) => b[1] - a[1]).slice(0, SHOWN);
  return {
    frames: frames.length,
    median: at(0.5),
    p95: at(0.95),
    longest: at(1),
    perFrame: Object.fromEntries(
      dearest.map(([name, time]) => [name, Number((time / 1000 / frames.length).toFixed(2))]),
    ),
  };
}
