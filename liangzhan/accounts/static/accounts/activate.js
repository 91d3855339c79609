// The code of a slip comes behind # in the address, so that it reaches no log; it is put into its field here.
(function () {
  "use strict";
  const field = document.querySelector("[data-activation-code]");
  const code = decodeURIComponent(window.location.hash.slice(1));
  if (field && !field.value && /^[0-9A-Za-z-]{12,14}$/.test(code)) {
    field.value = code;
    window.history.replaceState(null, "", window.location.pathname);
  }
})();
