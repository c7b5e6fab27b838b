// Draws the page's charts from the data in it. Every colour is a property of the style sheet, so
// that light, dark and paper have their own.
'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const { start, step, steps, runs } = data;
  const end = start + steps * step;
  const starts = Array.from({ length: steps }, (_, i) => start + i * step);
  const modeNames = ['green', 'amber', 'red'];
  // Higher strips for worse modes: the colour alone must not tell.
  const modeHeights = { green: 2, amber: 4, red: 7 };
  const perMinute = 60 / step;
  let paper = false;
  let drawn = [];

  const color = (name) => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  const css = (pixels) => pixels * devicePixelRatio;
  const clock = (seconds) => {
    const minutes = Math.floor(Math.abs(seconds) / 60 + 1e-9);
    return (seconds < 0 && minutes > 0 ? '−' : '') + Math.floor(minutes / 60) + ':' + String(minutes % 60).padStart(2, '0');
  };
  const number = (value) => {
    if (value === null || value === undefined) return '–';
    const digits = Math.abs(value) >= 10 || Number.isInteger(value) ? 0 : 1;
    return value.toLocaleString('en', { maximumFractionDigits: digits });
  };

  // Counts of a step lie over the whole step; the state at a step's end is a point there.
  const overSteps = (values) => [...values, values[values.length - 1]];
  const atEnds = (values) => [null, ...values];
  const stepTimes = [...starts, end];
  const endTimes = [start, ...starts.map((t) => t + step)];

  const modeStrips = (u) => {
    const c = u.ctx;
    const { left, top, width, height } = u.bbox;
    c.save();
    c.beginPath();
    c.rect(left, 0, width, top + height);
    c.clip();
    runs.forEach((run, r) => {
      const bottom = top - css(3) - css(10) * (runs.length - 1 - r);
      for (let i = 0; i < steps; i++) {
        const mode = run.modes[i];
        if (mode === null) continue;
        let last = i;
        while (last + 1 < steps && run.modes[last + 1] === mode) last++;
        const x0 = u.valToPos(starts[i], 'x', true);
        const x1 = u.valToPos(starts[last] + step, 'x', true);
        c.fillStyle = color('mode-' + mode);
        c.fillRect(x0, bottom - css(modeHeights[mode]), x1 - x0, css(modeHeights[mode]));
        if (mode !== 'green' && runs.length === 1) {
          c.fillStyle = color('tint-' + mode);
          c.fillRect(x0, top, x1 - x0, height);
        }
        i = last;
      }
    });
    c.restore();
    if (runs.length > 1) {
      c.save();
      c.font = css(9) + 'px system-ui, sans-serif';
      c.textAlign = 'right';
      c.textBaseline = 'bottom';
      runs.forEach((run, r) => {
        c.fillStyle = color('run-' + r);
        c.fillText('ABCD'[r], left - css(4), top - css(1) - css(10) * (runs.length - 1 - r));
      });
      c.restore();
    }
  };

  const axis = (more) => ({
    stroke: () => color('quiet'),
    grid: { stroke: () => color('grid'), width: 1 },
    ticks: { stroke: () => color('rule'), width: 1, size: 5 },
    font: '12px system-ui, sans-serif',
    labelFont: '12px system-ui, sans-serif',
    ...more,
  });
  const yAxis = (label, formatted) =>
    axis({ label, labelSize: 20, size: 52, values: (u, ticks) => ticks.map(formatted || number) });
  const timeAxis = () =>
    axis({
      label: 'hours and minutes after opening',
      labelSize: 20,
      size: 34,
      space: 58,
      incrs: [60, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400, 172800, 604800],
      values: (u, ticks) => ticks.map(clock),
    });
  const fromZero = (u, min, max) => [0, max > 0 ? max * 1.06 : 1];

  const place = (box) => ({
    width: Math.max(240, paper ? Math.min(680, box.clientWidth) : box.clientWidth),
    height: box.clientWidth < 500 ? 210 : 250,
  });

  const draw = (box, options, columns) => {
    const chart = new uPlot({ ...place(box), ...options }, columns, box);
    drawn.push([box, chart]);
  };

  const key = (box, items) => {
    const list = document.createElement('ul');
    list.className = 'key';
    items.forEach(([kind, words]) => {
      const item = document.createElement('li');
      item.className = 'k-' + kind;
      item.append(document.createElement('i'), words);
      list.append(item);
    });
    box.append(list);
  };

  const timeChart = (box, label, times, series, columns, name = 'lines') => {
    draw(
      box,
      {
        class: name,
        padding: [runs.length * 10 + 4, 14, 0, 0],
        scales: { x: { time: false }, y: { range: fromZero } },
        axes: [timeAxis(), yAxis(label)],
        cursor: { sync: { key: 'time' }, drag: { x: true, y: false }, points: { size: 6 } },
        series: [{ label: 'at', value: (u, v) => (v === null ? '–' : clock(v)) }, ...series],
        hooks: { drawClear: [modeStrips] },
      },
      [times, ...columns],
    );
    const modes = new Set(runs.flatMap((run) => run.modes));
    if (!box.closest('.pair') && (modes.has('amber') || modes.has('red'))) {
      key(box, modeNames.filter((name) => modes.has(name)).map((name) => [name, 'mode ' + name]));
    }
  };

  const line = (label, name, more) => ({
    label,
    stroke: () => color(name),
    width: 2,
    points: { show: false },
    value: (u, v) => number(v),
    ...more,
  });
  const stepped = uPlot.paths.stepped({ align: 1 });

  // Drawn from the highest sum down, each layer covering the rest of the one before.
  const stacked = (box, groups) => {
    const sum = new Array(steps).fill(0);
    const layers = groups.map((group) => {
      const counts = group.counts.map((count) => count * perMinute);
      return { group, counts, top: counts.map((count, i) => (sum[i] += count)) };
    });
    layers.reverse();
    timeChart(
      box,
      'attempts a minute',
      stepTimes,
      layers.map(({ group, counts }) => ({
        label: group.label,
        stroke: () => color(group.key),
        fill: () => color(group.key),
        width: 0.5,
        paths: stepped,
        points: { show: false },
        value: (u, v, s, i) => (i === null ? '–' : number(counts[Math.min(i, steps - 1)])),
      })),
      layers.map((layer) => overSteps(layer.top)),
      'stacked',
    );
  };

  const overlay = (box, label, times, shaped, paths) =>
    timeChart(
      box,
      label,
      times,
      runs.map((run, r) =>
        line('ABCD'[r] + ' ' + run.name, 'run-' + r, { dash: [[], [7, 4], [2, 3], [9, 3, 2, 3]][r], ...(paths ? { paths } : {}) }),
      ),
      runs.map(shaped),
    );

  const cumulative = (values) => {
    let sum = 0;
    return values.map((value) => (value === null ? null : (sum += value)));
  };

  const sorted = (told, by) => {
    const order = told[by].map((_, i) => i).sort((a, b) => told[by][a] - told[by][b]);
    const of = (name) => order.map((i) => told[name][i]);
    return { joined: of('joined'), low: of('low'), high: of('high'), wait: of('wait') };
  };
  const isRight = (told, i) => told.wait[i] >= told.low[i] && (told.high[i] === null || told.wait[i] <= told.high[i]);

  // One upright line per caller from the lower to the upper end that was told.
  const ranges = (told, xs) => (u) => {
    const c = u.ctx;
    const { left, top, width, height } = u.bbox;
    c.save();
    c.beginPath();
    c.rect(left, top, width, height);
    c.clip();
    c.lineWidth = css(1.4);
    [true, false].forEach((right) => {
      c.strokeStyle = color(right ? 'hit' : 'miss');
      c.globalAlpha = Math.max(right ? 0.12 : 0.22, Math.min(0.6, 150 / xs.length));
      c.beginPath();
      xs.forEach((x, i) => {
        if (isRight(told, i) !== right) return;
        const px = u.valToPos(x, 'x', true);
        const low = u.valToPos(told.low[i] / 60, 'y', true);
        const high = told.high[i] === null ? top : u.valToPos(told.high[i] / 60, 'y', true);
        c.moveTo(px, low);
        c.lineTo(px, Math.min(high, low - css(2)));
      });
      c.stroke();
    });
    c.restore();
  };
  const toldTop = (told) =>
    1.06 * Math.max(1, ...told.wait.map((v) => v / 60), ...told.high.map((v, i) => (v === null ? told.low[i] : v) / 60));

  const dots = (name, size) => ({
    paths: () => null,
    points: { show: true, size, width: 0, fill: () => color(name) },
  });

  const toldTime = (box, run) => {
    const told = sorted(run.told, 'joined');
    const top = toldTop(told);
    draw(
      box,
      {
        padding: [10, 14, 0, 0],
        scales: { x: { time: false, range: () => [start, end] }, y: { range: () => [0, top] } },
        axes: [timeAxis(), yAxis('minutes')],
        cursor: { show: false },
        legend: { show: false },
        series: [{}, dots('dot', 2.6)],
        hooks: { drawAxes: [ranges(told, told.joined)] },
      },
      [told.joined, told.wait.map((v) => v / 60)],
    );
    key(box, [['hit', 'range told, it was right'], ['miss', 'it was not'], ['dot', 'real wait']]);
  };

  const diagonal = (u) => {
    const c = u.ctx;
    const top = Math.min(u.scales.x.max, u.scales.y.max);
    c.save();
    c.strokeStyle = color('ink');
    c.lineWidth = css(1.2);
    c.setLineDash([css(5), css(4)]);
    c.beginPath();
    c.moveTo(u.valToPos(0, 'x', true), u.valToPos(0, 'y', true));
    c.lineTo(u.valToPos(top, 'x', true), u.valToPos(top, 'y', true));
    c.stroke();
    c.restore();
  };

  const toldReal = (box, run) => {
    const told = sorted(run.told, 'wait');
    const waits = told.wait.map((v) => v / 60);
    const top = toldTop(told);
    const furthest = 1.06 * Math.max(1, ...waits);
    draw(
      box,
      {
        padding: [10, 14, 0, 0],
        scales: { x: { time: false, range: () => [0, furthest] }, y: { range: () => [0, top] } },
        axes: [
          axis({ label: 'minutes really waited', labelSize: 20, size: 34, values: (u, ticks) => ticks.map(number) }),
          yAxis('minutes told'),
        ],
        cursor: { show: false },
        legend: { show: false },
        series: [{}, { paths: () => null, points: { show: false } }],
        hooks: { drawAxes: [ranges(told, waits)], draw: [diagonal] },
      },
      [waits, waits],
    );
    key(box, [['hit', 'range told, it was right'], ['miss', 'it was not'], ['line', 'told exactly the real wait']]);
  };

  const charts = {
    'attempts-all': (box, run) => stacked(box, run.all),
    'attempts-people': (box, run) => stacked(box, run.people),
    waiting: (box, run) =>
      timeChart(
        box,
        'waiting',
        endTimes,
        [
          line('all callers', 'rejected', { dash: [6, 4] }),
          line('people', 'served', { fill: () => color('served') + '2e' }),
        ],
        [atEnds(run.waiting), atEnds(run.peopleWaiting)],
      ),
    agents: (box, run) =>
      timeChart(
        box,
        'agents',
        endTimes,
        [line('on duty', 'quiet', { dash: [6, 4] }), line('busy', 'served', { fill: () => color('served') + '2e' })],
        [atEnds(run.onDuty), atEnds(run.busy)],
      ),
    ports: (box, run) =>
      timeChart(
        box,
        'ports',
        stepTimes,
        [
          line('there are', 'quiet', { dash: [6, 4] }),
          line('in use, peak', 'busy', { paths: stepped, fill: () => color('busy') + '2e' }),
        ],
        [stepTimes.map(() => run.ports), overSteps(run.portsUsed)],
      ),
    'told-time': toldTime,
    'told-real': toldReal,
    'overlay-attempts': (box) =>
      overlay(box, 'attempts a minute', stepTimes, (run) => overSteps(run.attempts.map((v) => (v === null ? null : v * perMinute))), stepped),
    'overlay-people': (box) =>
      overlay(box, 'attempts a minute', stepTimes, (run) => overSteps(run.peopleAttempts.map((v) => (v === null ? null : v * perMinute))), stepped),
    'overlay-served': (box) => overlay(box, 'people', endTimes, (run) => atEnds(cumulative(run.peopleServed))),
    'overlay-waiting': (box) => overlay(box, 'people waiting', endTimes, (run) => atEnds(run.peopleWaiting)),
    'overlay-agents': (box) => overlay(box, 'agents busy', endTimes, (run) => atEnds(run.busy)),
    'overlay-ports': (box) => overlay(box, 'ports', stepTimes, (run) => overSteps(run.portsUsed), stepped),
  };

  const drawAll = () => {
    drawn.forEach(([, chart]) => chart.destroy());
    drawn = [];
    document.querySelectorAll('.chart').forEach((box) => {
      box.replaceChildren();
      charts[box.dataset.chart](box, runs[Number(box.dataset.run)]);
    });
  };

  drawAll();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
  let width = innerWidth;
  addEventListener('resize', () => {
    if (innerWidth !== width && !paper) {
      width = innerWidth;
      drawn.forEach(([box, chart]) => chart.setSize(place(box)));
    }
  });
  let opened = [];
  const onPaper = (is) => () => {
    paper = is;
    if (is) opened = [...document.querySelectorAll('details:not([open])')];
    opened.forEach((details) => (details.open = is));
    document.documentElement.classList.toggle('paper', is);
    drawAll();
  };
  addEventListener('beforeprint', onPaper(true));
  addEventListener('afterprint', onPaper(false));
})();
