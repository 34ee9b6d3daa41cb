/** Which panels stand open around the canvas. */
export interface PanelState {
  readonly left: boolean;
  readonly right: boolean;
  readonly bottom: boolean;
}
