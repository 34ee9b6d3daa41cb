/**
 * The look: compact Mantine defaults. Shade 8 of indigo keeps white text on filled buttons above 4.5:1.
 * Colours of tasks, surfaces and ink are custom properties in theme.css.
 */
import { createTheme } from '@mantine/core';

const SYSTEM_FONTS =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  fontFamily: SYSTEM_FONTS,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono", monospace',
  headings: { fontFamily: SYSTEM_FONTS, fontWeight: '600' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '19px' },
  spacing: { xs: '6px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'md' } },
    Button: { defaultProps: { size: 'xs' } },
    // Lines of boxes stand 24 px apart, so that a finger meets one of them (WCAG 2.5.8).
    Checkbox: { defaultProps: { size: 'xs' }, styles: { body: { minHeight: 24, alignItems: 'center' } } },
    // A dialog's head is no banner of the page.
    Modal: { defaultProps: { attributes: { header: { role: 'presentation' } } } },
    Drawer: { defaultProps: { attributes: { header: { role: 'presentation' } } } },
    // The placeholder is a child that a menu may not have; without it focus goes to the first item.
    Menu: { defaultProps: { shadow: 'md', withInitialFocusPlaceholder: false } },
    NativeSelect: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs', allowDeselect: false, comboboxProps: { shadow: 'md' } } },
    Slider: { defaultProps: { size: 4, thumbSize: 14 } },
    Switch: { defaultProps: { size: 'xs' } },
    TextInput: { defaultProps: { size: 'xs' } },
    Tooltip: {
      defaultProps: {
        multiline: true,
        w: 250,
        openDelay: 400,
        withArrow: true,
        events: { hover: true, focus: true, touch: false },
      },
    },
  },
});
