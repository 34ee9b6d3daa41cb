/** English words: scenarios and presets of recommendation and finance. */
export const commerce = {
  scenario: {
    recommendation: {
      label: 'Recommendation',
      summary:
        'Items shown to users: clicked, bought after the click, and how rated. Purchases and ratings are known for clicks only. Generated, because no public ratings may be passed on.',
      drag: {
        to: 'One drag: pull the labels of the purchase down to 1,000. Over 5 seeds its AUC fell to 0.64 alone, to 0.71 beside the many clicks; the rating pays for the few, loud labels.',
        back: 'One drag: pull the labels of the purchase up to all. Over 5 seeds its AUC rose to 0.72 alone, to 0.79 beside the clicks.',
      },
      lesson: 'Clicks are many and purchases few. What the clicks teach about taste is what the purchases need.',
      tasks: { click: 'Click', conversion: 'Purchase', rating: 'Rating' },
      inputs: { x: 'Hour, device, price, genre', user: 'User', item: 'Item' },
      classes: { no: 'no', yes: 'yes' },
      fields: {
        noise: { label: 'Noise of ratings', help: 'How far a rating strays from the user’s taste.' },
        overall: {
          label: 'Purchases over all rows',
          help: 'On: the purchase is known for every row, ‘no’ where nothing was clicked (click times purchase). Off: it is known after a click only.',
        },
      },
    },
    credit: {
      label: 'Loans',
      summary:
        'Applications of 15 numbers: default, fraud, and the size of the loss. Generated; 9 of 100 default, 5 are frauds.',
      lesson:
        'The three tasks look at different numbers. Sharing neither helps nor harms, at a third of the parameters: that too is a result.',
      tasks: { default: 'Default', fraud: 'Fraud', severity: 'Size of the loss' },
      classes: { no: 'no', yes: 'yes' },
    },
    prices: {
      label: 'Prices',
      summary:
        'Twenty days of a made-up share: up or down tomorrow, how rough the next five days, and are they among the roughest third. Generated, because price data may not be passed on.',
      lesson:
        'The direction is a coin toss that no network learns; how rough the days will be can be learned, because rough days come in runs.',
      tasks: { direction: 'Up tomorrow', volatility: 'Roughness', rough: 'Rough days ahead' },
      classes: { no: 'no', yes: 'yes' },
      fields: {
        drift: {
          label: 'Momentum',
          help: 'How much of today’s move returns tomorrow. At 0 the direction cannot be known; 1 makes it easy.',
        },
      },
    },
  },
  preset: {
    recommendation: {
      label: 'Clicks, purchases, ratings',
      summary: 'Embeddings of users and items and their product, one network per task beside a shared one.',
      look: 'the AUC of the purchase, by far the largest gain: a task with few labels beside one with many.',
      measured:
        'AUC of the purchase 0.719 alone and 0.788 on the shared trunk, better in 5 of 5; of the click 0.785 and 0.796.',
    },
    credit: {
      label: 'Default, fraud, loss',
      summary: 'Three weakly related tasks of a bank: one network each beside a shared trunk.',
      look: 'how little differs, and the numbers of parameters.',
      measured:
        'AUC of the default 0.776 alone and 0.779 shared, of the fraud 0.894 and 0.892, R² of the loss 0.722 and 0.718.',
    },
    prices: {
      label: 'Direction and roughness of a price',
      summary: 'A task that cannot be learned beside two that can.',
      look: 'the training loss of the direction falls while its validation loss does not: it learns chance by heart.',
    },
  },
} as const;
