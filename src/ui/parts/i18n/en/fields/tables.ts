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
    penguins: {
      label: 'Species, sex, weight',
      summary: 'A small real table: one network each beside a shared trunk. Trains in a second.',
      look: 'how little differs at a third of the parameters: over ten seeds the sex is told as well shared as alone; a test bird is one per cent.',
    },
    weather: {
      label: 'The weather tomorrow',
      summary: 'Four tasks on a real table, split by time as a forecast is used.',
      look: 'how little differs, at a quarter of the parameters.',
    },
  },
} as const;
