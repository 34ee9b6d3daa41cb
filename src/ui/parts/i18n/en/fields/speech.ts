/** English words: scenarios and presets of speech. */
export const speech = {
  scenario: {
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
    vowels: {
      label: 'What a voice says, and whose it is',
      summary: 'Vowel, speaker and pitch from one spectrogram: one network each beside a shared trunk.',
      look: 'the speaker gains a little from the other tasks and the pitch gives a little up.',
    },
    synthesis: {
      label: 'Speech from its description',
      summary: 'A spectrogram of 512 numbers and its loudness from 13 inputs. Play the answers in the predictions.',
      look: 'the predictions: the same vowel from a man and from a child, as heard by the network.',
    },
  },
} as const;
