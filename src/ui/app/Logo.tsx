/** The mark: two strands that cross and share a stretch. */
export function Logo() {
  return (
    <svg
      width="24"
      height="24"
      viewBox="0 0 24 24"
      aria-hidden="true"
      fill="none"
      strokeWidth="2.6"
      strokeLinecap="round"
    >
      <path d="M3 5 C9 5 8 12 12 12 S15 19 21 19" stroke="var(--task-0)" />
      <path d="M3 19 C9 19 8 12 12 12 S15 5 21 5" stroke="var(--task-1)" />
    </svg>
  );
}
