/** English words: balancing methods. Formulas in plain characters: L loss, g gradient, w weight, T number of tasks. */
const learningRate = {
  label: 'Rate of the weights',
  help: 'How fast the method changes its own numbers. Higher follows the losses closely; lower averages over many steps.',
} as const;
const optimizer = {
  label: 'Optimiser of the weights',
  help: 'Adam moves each weight by about the same amount per step; SGD moves it in proportion to its slope.',
  choices: { adam: 'Adam', sgd: 'SGD' },
} as const;
const order = {
  label: 'Order of the tasks',
  help: 'The result depends on which conflict is mended first. Random spreads that luck; fixed repeats it exactly.',
  choices: { random: 'random', fixed: 'fixed' },
} as const;
const reduction = {
  label: 'Combine by',
  help: 'Sum lets the step grow with the number of tasks; mean keeps it the same size. Under Adam the two hardly differ.',
  choices: { sum: 'sum', mean: 'mean' },
} as const;
const bound = {
  label: 'Bound',
  help: 'The loss that this task must stay under. Tighter bounds cost the main task more; one that cannot be met drives its multiplier up without end.',
} as const;
const gradientForm = {
  label: 'Gradients seen',
  help: 'Exact: each task’s gradient over every shared parameter, one backward pass per task. Representation: its gradient on the last output that all tasks share, about one pass in all; the weights then come from a bound. Exact ones are used where no single output is shared.',
  choices: { exact: 'exact', representation: 'of the shared representation' },
};
const plain = 'Heads and private towers each follow their own loss.' as const;
const weighted = 'Heads and private towers take the same weights as the shared part.' as const;

export const methods = {
  family: {
    'loss weighting': 'Loss weighting',
    'gradient normalisation': 'Gradient normalisation',
    'gradient surgery': 'Gradient surgery',
    'multi-objective': 'Multi-objective',
    constrained: 'Constrained',
    alternating: 'Alternating',
    'meta-learned': 'Learned balancing',
  },
  diagnostic: {
    logVariance: 'log-variance',
    logScale: 'log-scale',
    lossRatio: 'loss ratio of the last epochs',
    share: 'share',
    chance: 'chance of being drawn',
    gradientSize: 'weighted gradient norm',
    trainingRate: 'relative training rate',
    multiplier: 'multiplier',
    violation: 'distance above the bound',
    simplexWeight: 'simplex weight',
  },
  method: {
    'weighted-sum': {
      label: 'Weighted sum',
      summary:
        'Adds the losses, times the task weights that you set. The baseline: tuned well, it is hard to beat. Losses in large units take over.',
      formula: 'd = Σ λₜ gₜ',
      heads: weighted,
      fields: { reduction },
    },
    uncertainty: {
      label: 'Uncertainty weighting',
      summary:
        'Learns how noisy each task is and turns noisy ones down. Evens out units, but slowly; a training loss that goes to zero gets an ever larger weight.',
      formula: 'min Σ ½ e^(−sₜ) Lₜ + ½ sₜ',
      heads: weighted,
      fields: {
        learningRate,
        optimizer,
        start: {
          label: 'Starting log-variance',
          help: 'Where every sₜ begins. Lower starts with larger weights.',
        },
      },
    },
    dwa: {
      label: 'Dynamic Weight Average',
      summary:
        'After each epoch, tasks whose loss fell least get more weight. It sees only ratios of losses, so it cannot mend different units.',
      formula: 'wₜ = T · softmaxₜ( Lₜ(e−1) / Lₜ(e−2) / τ )',
      heads: weighted,
      fields: {
        temperature: {
          label: 'Temperature τ',
          help: 'High values keep the weights nearly equal; low ones swing hard towards the slowest task.',
        },
      },
    },
    rlw: {
      label: 'Random weighting',
      summary:
        'Draws new weights at every step. If a clever method does not beat it here, the cleverness is not what helps.',
      formula: 'w = softmax(z),  z ~ N(0, I)',
      heads: weighted,
      fields: {},
    },
    gls: {
      label: 'Geometric loss',
      summary: 'Follows the geometric mean of the losses, so the units of a loss drop out. Losses must be positive.',
      formula: 'min (Π Lₜ)^(1/T)',
      heads: weighted,
      fields: {},
    },
    'scale-invariant': {
      label: 'Log losses',
      summary:
        'Follows the logarithms of the losses: halving any loss counts the same, whatever its units. A loss near zero gets a huge weight.',
      formula: 'min Σ log Lₜ',
      heads: weighted,
      fields: {},
    },
    'imtl-l': {
      label: 'IMTL-L',
      summary: 'Learns a scale for each loss that brings them all to the same size.',
      formula: 'min Σ e^(sₜ) Lₜ − sₜ',
      heads: weighted,
      fields: { learningRate, optimizer },
    },
    famo: {
      label: 'FAMO',
      summary:
        'Looks at how much each loss fell in the step just made and turns up the ones that fell least, so that all fall at the same relative rate. One backward pass for any number of tasks.',
      formula: 'wₜ ∝ softmax(ξ)ₜ / (Lₜ − bₜ)',
      heads: weighted,
      fields: {
        learningRate,
        gamma: {
          label: 'Pull to equal γ',
          help: 'Draws the shares back to equal. 0 lets one task take everything for as long as it lags behind.',
        },
        lowerBound: {
          label: 'Lowest possible loss',
          help: 'Relative progress is measured from here. Set it below every loss if a loss can be negative.',
        },
      },
    },
    gradnorm: {
      label: 'GradNorm',
      summary:
        'Trains the weights so that every task pulls on the last shared layer with a similar force, more for tasks that have learned least since the start.',
      formula: 'wₜ‖gₜ‖ → mean · rₜ^α',
      heads: weighted,
      fields: {
        alpha: {
          label: 'Restoring force α',
          help: '0 only evens out the gradient norms. Higher values push harder for tasks that lag behind.',
        },
        learningRate,
        optimizer,
      },
    },
    'imtl-g': {
      label: 'IMTL-G',
      summary:
        'Finds the direction on which all tasks make equal progress, whatever the lengths of their gradients. With three tasks or more a weight can be negative.',
      formula: 'd · gₜ/‖gₜ‖ equal for all t,  Σ wₜ = 1',
      heads: plain,
      fields: { gradients: gradientForm },
    },
    'aligned-mtl': {
      label: 'Aligned-MTL',
      summary:
        'Bends the task gradients as little as possible until they are at right angles and of one length, then averages them: no conflict, no domination.',
      formula: 'w = σ V Λ^(−½) Vᵀ 1 / T',
      heads: plain,
      fields: {
        scale: {
          label: 'Common length',
          help: 'The smallest keeps every part stable but makes short steps when gradients nearly cancel; the others step further.',
          choices: { min: 'smallest', median: 'median', rmse: 'root mean square' },
        },
        gradients: gradientForm,
        rankTolerance: {
          label: 'Smallest part kept',
          help: 'Parts of the gradients below this share of the largest are treated as rounding noise and left out.',
        },
      },
    },
    'db-mtl': {
      label: 'DB-MTL',
      summary:
        'Balances twice: logarithms even out the losses, then all gradients are stretched to the longest. Gradients are averaged over steps first.',
      formula: 'd = Σ (max‖ĝ‖ / ‖ĝₜ‖) ĝₜ,  ĝ of log Lₜ',
      heads: 'Heads and private towers follow log Lₜ.',
      fields: {
        beta: {
          label: 'Memory β',
          help: 'How much of the earlier gradients is kept. Higher smooths more and reacts later; 0 uses this step alone.',
        },
        sigma: {
          label: 'Fading of the memory σ',
          help: 'Lets the memory shrink as training goes on; 0 keeps it the same throughout.',
        },
      },
    },
    pcgrad: {
      label: 'PCGrad',
      summary:
        'Where two tasks’ gradients conflict, removes from each the part that works against the other, then adds them. Does nothing where they agree.',
      formula: 'if v · gⱼ < 0:  v ← v − (v · gⱼ / ‖gⱼ‖²) gⱼ',
      heads: plain,
      fields: { order, reduction },
    },
    gradvac: {
      label: 'GradVac',
      summary:
        'Remembers how alike two tasks’ gradients usually are and bends them back to that when they fall below it, even before they conflict.',
      formula: 'if cos(v, gⱼ) < φ̂ᵢⱼ:  turn v until cos = φ̂ᵢⱼ',
      heads: plain,
      fields: {
        beta: {
          label: 'Memory rate β',
          help: 'How fast the usual likeness follows the present one. Higher forgets faster.',
        },
        order,
      },
    },
    graddrop: {
      label: 'GradDrop',
      summary:
        'At every shared parameter the tasks vote on a sign, one sign is drawn by that vote, and only gradients of that sign are kept.',
      formula: 'P(+) = ½ (1 + Σ gₜ / Σ |gₜ|)',
      heads: plain,
      fields: {
        leak: {
          label: 'Leak',
          help: 'How much of the outvoted gradients still comes through. 1 switches the method off.',
        },
      },
    },
    upgrad: {
      label: 'UPGrad',
      summary:
        'Projects each task’s gradient onto the directions that raise no loss, then averages. A small enough step never hurts a task.',
      formula: 'd = 1/T Σ π(gₜ),  π onto { d : gₛ · d ≥ 0 for all s }',
      heads: plain,
      fields: {},
    },
    dualproj: {
      label: 'DualProj',
      summary:
        'Takes the mean gradient and moves it just far enough that it raises no task’s loss. Large gradients still decide where it points.',
      formula: 'd = π(mean gₜ),  π onto { d : gₛ · d ≥ 0 for all s }',
      heads: plain,
      fields: {},
    },
    config: {
      label: 'ConFIG',
      summary:
        'Takes the direction at the same angle to every task’s gradient, and steps further when the gradients agree.',
      formula: 'u = normalise(U⁺ 1),  d = (Σ gₜ · u) u',
      heads: plain,
      fields: {},
    },
    mgda: {
      label: 'MGDA',
      summary:
        'Takes the shortest mix of the gradients: it lowers every loss, and is zero where no direction does. Favours tasks with small gradients, and stops at the first such point it meets.',
      formula: 'min ‖Σ wₜ gₜ‖²,  w ≥ 0, Σ wₜ = 1',
      heads: weighted,
      fields: {
        gradients: gradientForm,
        normalise: {
          label: 'Divide gradients by',
          help: 'Without it, the task with the smallest gradient decides. Dividing by length or loss evens out the units.',
          choices: { none: 'nothing', l2: 'length', loss: 'loss', 'loss+': 'loss × length' },
        },
        combine: {
          label: 'Then mix',
          help: 'Mixing the raw gradients keeps their units in the step; mixing the divided ones removes them.',
          choices: { raw: 'raw gradients', normalised: 'divided gradients' },
        },
      },
    },
    cagrad: {
      label: 'CAGrad',
      summary:
        'Stays near the mean gradient but leans towards the task that would gain least. Between plain averaging and MGDA.',
      formula: 'max minₜ gₜ · d,  ‖d − g₀‖ ≤ c ‖g₀‖',
      heads: plain,
      fields: {
        c: {
          label: 'Radius c',
          help: '0 is the mean gradient. Larger values may turn further from it to help the worst-off task; very large ones act like MGDA.',
        },
        rescale: {
          label: 'Divide the step by',
          help: 'Leaning makes the step longer; this takes it back. Under Adam it hardly matters.',
          choices: { '1+c^2': '1 + c²', '1+c': '1 + c', none: 'nothing' },
        },
      },
    },
    'nash-mtl': {
      label: 'Nash-MTL',
      summary:
        'The tasks bargain over the direction: each one’s gain counts in proportion. Multiplying a loss by a constant changes nothing.',
      formula: 'K α = 1/α,  d = Σ αₜ gₜ',
      heads: weighted,
      fields: {
        maxNorm: {
          label: 'Longest step',
          help: 'The direction is cut to this length. Without a cut it is always √T long, so every step has the same length; 0 switches the cut off.',
        },
        every: {
          label: 'Bargain every … steps',
          help: 'In between the old weights are kept: cheaper, and slower to follow a change.',
        },
      },
    },
    fairgrad: {
      label: 'FairGrad',
      summary:
        'A dial for fairness between tasks: from everybody’s sum, over Nash bargaining, to caring only for the task that gains least.',
      formula: 'K w = w^(−1/α)',
      heads: weighted,
      fields: {
        alpha: {
          label: 'Fairness α',
          help: 'Small values go for the sum of gains; 1 is Nash-MTL without its cut; large values help the task that gains least.',
        },
      },
    },
    stch: {
      label: 'Smooth Tchebycheff',
      summary:
        'Follows a softened maximum of the losses, so mostly the worst task. Reaches trade-offs that no weighted sum can.',
      formula: 'min μ log Σ exp( Lₜ / (T μ) )',
      heads: weighted,
      fields: {
        mu: {
          label: 'Softness μ',
          help: 'Small values follow the worst task alone; large ones treat all tasks alike.',
        },
        losses: {
          label: 'Losses',
          help: 'Raw compares the losses as they are. Relative compares their logarithms with where they stood after the warm-up, so units drop out.',
          choices: { raw: 'raw', relative: 'relative to the warm-up' },
        },
        warmupEpochs: {
          label: 'Warm-up epochs',
          help: 'Trained on log losses first; the epoch after that sets what each loss is compared with.',
        },
      },
    },
    moco: {
      label: 'MoCo',
      summary:
        'Averages each task’s gradient over steps before choosing the weights, so that one noisy batch does not decide.',
      formula: 'yₜ ← yₜ − β(yₜ − gₜ),  λ ← softmax(λ − γ Y Yᵀ λ)',
      heads: plain,
      fields: {
        beta: {
          label: 'Averaging rate β',
          help: 'How much of each step’s gradient enters the average. It fades as training goes on.',
        },
        gamma: {
          label: 'Rate of the weights γ',
          help: 'How fast the weights follow the averaged gradients. It fades as training goes on.',
        },
        rho: {
          label: 'Pull to equal ρ',
          help: 'Keeps the weights from gathering on one task.',
        },
      },
    },
    sdmgrad: {
      label: 'SDMGrad',
      summary:
        'Like MGDA, made for noisy batches and leaning towards the mean gradient. Uses three batches a step, so it costs three times as much.',
      formula: 'min ½ ‖g_w + λ g₀‖²,  d = (g_w + λ g₀)/(1 + λ)',
      heads: plain,
      fields: {
        lambda: {
          label: 'Lean to the mean λ',
          help: '0 is a noisy MGDA; large values come close to the mean gradient.',
        },
        innerRate: {
          label: 'Inner rate',
          help: 'Step size of the search for the weights. Large values jump between single tasks instead of settling.',
        },
        innerSteps: {
          label: 'Inner steps',
          help: 'How long the weights are searched for in every training step.',
        },
      },
    },
    modo: {
      label: 'MoDo',
      summary:
        'Moves the weights a little at every step towards those of MGDA, judged on two separate batches so that noise does not mislead it. Three batches a step.',
      formula: 'λ ← Proj(λ − γ(G₁G₂ᵀλ + ρλ))',
      heads: plain,
      fields: {
        gamma: {
          label: 'Rate of the weights γ',
          help: 'Small values stay near equal weights; large ones go for MGDA and its noise.',
        },
        rho: { label: 'Pull to equal ρ', help: 'Keeps the weights from gathering on one task.' },
      },
    },
    'excess-mtl': {
      label: 'ExcessMTL',
      summary:
        'Gives weight to tasks that are still far from the best they can do, not to those with a large loss: noisy labels cannot take over.',
      formula: 'wₜ ← wₜ exp(η Êₜ),  Êₜ = gₜᵀ H⁻¹ gₜ',
      heads: weighted,
      fields: {
        stepSize: {
          label: 'Step size η',
          help: 'How fast weight moves to the tasks furthest from their best. Too large, and one task takes all of it.',
        },
      },
    },
    'auto-lambda': {
      label: 'Auto-λ',
      summary:
        'Learns the task weights from validation data: a task gains weight while its training gradient points where the validation losses fall. Two batches a step; judge the result by the test split, because validation has been used.',
      formula: 'λₜ ← λₜ + η · gₜ·Σₛ gₛᵛᵃˡ',
      heads: weighted,
      fields: {
        learningRate: {
          label: 'Rate of the weights η',
          help: 'How fast the weights follow. Small values average over the noise of batches.',
        },
        primary: {
          label: 'Primary task',
          help: 'Whose validation loss counts; the others then only help it. None: that of all tasks.',
        },
      },
    },
    bandit: {
      label: 'Bandit over tasks',
      summary:
        'Each step follows one task, drawn more often the more its loss has lately fallen when it was its turn: practice goes where there is progress to be made.',
      formula: 'pₜ = (1 − ε) softmax(w)ₜ + ε/T,  wₜ ← wₜ + η r/pₜ',
      heads: weighted,
      fields: {
        stepSize: {
          label: 'Step size η',
          help: 'How strongly one good or bad turn changes the chances.',
        },
        explore: {
          label: 'Exploration ε',
          help: 'Share of steps that go to any task, whatever was learned. At 1 the bandit draws evenly.',
        },
        optimizerPerTask: {
          label: 'Own optimiser state per task',
          help: 'Each task’s steps keep their own moments, so that one task’s gradients do not scale another’s steps.',
        },
      },
    },
    lagrange: {
      label: 'Constraints',
      summary:
        'Lowers one main loss while holding the others under bounds. Each bound has a multiplier that rises while it is broken. Reaches trade-offs that no weighted sum can.',
      formula: 'min L₁  subject to  Lₖ ≤ εₖ',
      heads: 'Heads and private towers take the multipliers as weights: a task well under its bound stops training.',
      fields: {
        main: {
          label: 'Main task',
          help: 'The loss to make as low as possible. All other tasks only have to stay under their bounds.',
        },
        bounds: {
          label: 'Bounds',
          help: 'One bound for all other tasks, or one for each.',
          choices: { same: 'one for all', each: 'one for each' },
        },
        bound,
        bound1: { ...bound, label: 'Bound of task 1' },
        bound2: { ...bound, label: 'Bound of task 2' },
        bound3: { ...bound, label: 'Bound of task 3' },
        bound4: { ...bound, label: 'Bound of task 4' },
        bound5: { ...bound, label: 'Bound of task 5' },
        bound6: { ...bound, label: 'Bound of task 6' },
        bound7: { ...bound, label: 'Bound of task 7' },
        bound8: { ...bound, label: 'Bound of task 8' },
        formulation: {
          label: 'How multipliers move',
          help: 'Plain rise and fall tends to swing. Damping adds the violation itself to the weight; the augmented form waits between updates; PI reacts to the change as well.',
          choices: { gda: 'plain', mdmm: 'damped', augmented: 'augmented', pi: 'PI controller' },
        },
        multiplierRate: {
          label: 'Rate of the multipliers',
          help: 'How fast a broken bound gains weight. Too fast swings, too slow lets the bound be broken for long.',
        },
        damping: {
          label: 'Damping c',
          help: 'How strongly a broken bound counts at once, before its multiplier has risen. More damping, less swinging.',
        },
        every: {
          label: 'Update every … steps',
          help: 'How long the model trains between two updates of the multipliers.',
        },
        proportional: {
          label: 'Proportional part',
          help: 'How strongly the multipliers answer to a change of the violation. More of it stops the swinging.',
        },
        dualFirst: {
          label: 'Multipliers first',
          help: 'Uses the multipliers of this step instead of the last one’s.',
        },
      },
    },
    alternating: {
      label: 'Alternating',
      summary:
        'Every step follows one task only, in turn or by chance. Losses are never added, so their units matter less; each step may undo a little of the last.',
      formula: 'θ ← θ − lr · gₜ,  t in turn',
      heads: 'The head of the task whose turn it is steps with it.',
      fields: {
        order: {
          label: 'Whose turn',
          help: 'In turn gives every task the same share; drawn by chance avoids a rhythm and can favour tasks with more data.',
          choices: { 'round-robin': 'in turn', sampled: 'by chance' },
        },
        stepsEach: {
          label: 'Steps each',
          help: 'How many steps a task keeps its turn. Long turns let the shared part forget the other tasks.',
        },
        sampleBy: {
          label: 'Chance',
          help: 'The same for every task, or larger for tasks with more labelled rows.',
          choices: { equal: 'equal', rows: 'by labelled rows' },
        },
        temperature: {
          label: 'Temperature',
          help: '1 follows the number of rows exactly; higher values even the chances out.',
        },
        optimizerPerTask: {
          label: 'Optimiser memory per task',
          help: 'Keeps the averages of Adam or momentum apart for each task. Shared, one task’s step is scaled by the others’ gradients.',
        },
      },
    },
  },
} as const;
