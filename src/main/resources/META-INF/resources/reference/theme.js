// Before the first paint, so that a dark page does not flash white.
(function () {
  const chosen = localStorage.getItem('voxgate-theme');
  const dark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.classList.toggle('dark-mode', dark);
})();
