/** English words: scenarios and presets of tables. */
export const tables = {
  scenario: {
    penguins: {
      label: 'Penguins',
      summary:
        '333 birds of three species, measured on the Palmer islands: species, sex and weight from beak and flipper.',
      lesson: 'Two hundred birds are few, and yet one trunk serves three tasks as well as three networks do.',
      tasks: { species: 'Species', sex: 'Sex', mass: 'Weight' },
      classes: { species: { 0: 'Adelie', 1: 'Chinstrap', 2: 'Gentoo' }, sex: { no: 'female', yes: 'male' } },
    },
    weather: {
      label: 'Weather tomorrow',
      summary:
        'Three days of weather in Seattle or New York, 2012 to 2015: rain, highest temperature and wind tomorrow, and which city.',
      lesson: 'Some of tomorrow cannot be known: the wind stays at a quarter explained, shared or not.',
      tasks: { rain: 'Rain tomorrow', tmax: 'Highest temperature', wind: 'Wind', city: 'City' },
      classes: { rain: { no: 'dry', yes: 'rain' }, city: { no: 'Seattle', yes: 'New York' } },
    },
  },
  preset: {
    'new-task': {
      label: 'A new task arrives',
      summary:
        'The weight of a penguin with 50 labels, read from a trunk made for the species, from one made for species and sex, and from one of its own.',
      look: 'R² of the weight on the test rows. Its own loss may not change the first two trunks; the specialist’s has let go of what the newcomer needs.',
      measured:
        'R² of the weight 0.72 on the trunk of one task, 0.77 on that of two, better in 8 of 10; 0.75 on its own, no difference shown to either.',
    },
    penguins: {
      label: 'Species, sex, weight',
      summary: 'A small real table: one network each beside a shared trunk. Trains in a second.',
      look: 'how little differs at a third of the parameters; a test bird is one per cent.',
      measured:
        'species 97.7 % alone and 98.0 % shared, sex 85.1 and 84.6 %, R² of the weight 0.818 and 0.815: no difference shown.',
    },
    weather: {
      label: 'The weather tomorrow',
      summary: 'Four tasks on a real table, split by time as a forecast is used.',
      look: 'how little differs, at a quarter of the parameters.',
    },
  },
} as const;
