/** English words: scenarios and presets of speech. */
export const speech = {
  scenario: {
    'spoken-digits': {
      label: 'Spoken digits',
      summary:
        'Ten words by four synthetic voices, under noise: which word (speech recognition), and whose voice (voiceprint). Synthetic voices repeat themselves: real speech is harder.',
      lesson: 'What one task must ignore is what the other one needs: a trunk has to keep both.',
      tasks: { word: 'Word', speaker: 'Voice' },
      classes: {
        word: {
          0: 'zero',
          1: 'one',
          2: 'two',
          3: 'three',
          4: 'four',
          5: 'five',
          6: 'six',
          7: 'seven',
          8: 'eight',
          9: 'nine',
        },
        speaker: { 0: 'kal', 1: 'awb', 2: 'rms', 3: 'slt' },
      },
      fields: {
        noise: { label: 'Noise', help: 'How loud the noise is. At 0 there is none; 10 drowns most words.' },
      },
    },
    'heard-and-read': {
      label: 'Heard or read',
      summary: 'A digit is heard, or a number word is read, never both: two inputs, and one meaning behind them.',
      lesson:
        'The tasks share no input and no row, only what the numeral means. One meaning alone is no reason to share: the common middle costs both tasks a few points here.',
      tasks: { heard: 'Heard digit', read: 'Last digit read' },
      inputs: { x: 'Sound', text: 'Text' },
      classes: { 0: '0', 1: '1', 2: '2', 3: '3', 4: '4', 5: '5', 6: '6', 7: '7', 8: '8', 9: '9' },
    },
    vowels: {
      label: 'Vowels',
      summary:
        'A voiced sound made from a formula and seen as a spectrogram: which vowel, which kind of speaker, which pitch.',
      lesson:
        'A child’s vowels lie higher than a man’s, so who speaks and what is said must be told apart: each task needs what the other one measures.',
      tasks: { vowel: 'Vowel', speaker: 'Speaker', pitch: 'Pitch' },
      classes: {
        vowel: { 0: 'heed', 1: 'hid', 2: 'head', 3: 'had', 4: 'hod', 5: 'hawed', 6: 'hood', 7: 'who’d' },
        speaker: { 0: 'man', 1: 'woman', 2: 'child' },
      },
      fields: {
        spread: {
          label: 'Spread of the formants',
          help: 'How far each resonance strays from the mean of its vowel. Larger blurs the vowels into each other.',
        },
        noise: { label: 'Noise', help: 'Hiss added to the sound, in units of its own size.' },
      },
    },
    synthesis: {
      label: 'Speech synthesis',
      summary:
        'Vowel, speaker, pitch and effort go in; the spectrogram that would be heard comes out, and how loud it is.',
      lesson:
        'One target of 512 numbers beside one of a single number: the sizes of two losses say nothing about what each task needs.',
      tasks: { spectrogram: 'Spectrogram', loudness: 'Loudness' },
      fields: {
        spread: {
          label: 'Spread of the formants',
          help: 'How far each resonance strays from the mean of its vowel. No network can predict this part.',
        },
      },
    },
  },
  preset: {
    'spoken-digits': {
      label: 'What is said, and who says it',
      summary: 'Word and voice from one spectrogram: one network each beside a shared trunk.',
      look: 'the predictions: play what the network heard.',
      measured:
        'the word 93.9 % alone and 93.0 % shared, the voice 96.3 % and 95.0 %, both lower in 3 of 3; three seeds do not show it beyond chance.',
    },
    'heard-and-read': {
      label: 'Heard or read, one meaning',
      summary: 'Towers for ear and eye into one middle, a tie of infinite strength, beside one network each.',
      look: 'the middle layers: the tie holds them equal, although no row has both inputs. Then drag its strength down, and the middle parts again.',
      measured:
        'the shared middle took the read digit from 89.6 % to 86.3 %, worse in 3 of 3; for the heard one no difference was shown (89.7 % and 86.6 %).',
    },
    vowels: {
      label: 'What a voice says, and whose it is',
      summary: 'Vowel, speaker and pitch from one spectrogram: one network each beside a shared trunk.',
      look: 'the pitch, which gives a little up; for vowel and speaker sharing makes no difference worth naming.',
      measured:
        'one network each beside a shared trunk: vowel 87.5 and 88.7 %, speaker 84.5 and 84.3 %, R² of the pitch 0.976 and 0.939.',
    },
    synthesis: {
      label: 'Speech from its description',
      summary: 'A spectrogram of 512 numbers and its loudness from 13 inputs. Play the answers in the predictions.',
      look: 'the predictions: the same vowel from a man and from a child, as heard by the network.',
    },
  },
} as const;
