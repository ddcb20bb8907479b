// The key after the # never reaches a server in an address: it is put into the form, and sent from there.

const form = document.getElementById("login");
const key = new URLSearchParams(location.hash.slice(1)).get("key");
if (form && key) {
  history.replaceState(null, "", location.pathname);
  form.elements.key.value = key;
  form.submit();
}
