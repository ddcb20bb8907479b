"""Who signs and who ratifies an instrument for each of its parties."""

from game.scenario.model import Scenario


def signers_of(scenario: Scenario, instrument: str) -> tuple[str, ...]:
    """Return the roles that sign an instrument, one for each signatory, in the order of the roles."""
    text = scenario.instruments[instrument]
    found = {signer_of(scenario, instrument, party) for party in text.signatories}
    return tuple(role for role in scenario.roles if role in found)


def signer_of(scenario: Scenario, instrument: str, party: str) -> str | None:
    """Return the role that signs for a party: the one named, else its delegate, else its only role."""
    named = [r for r in scenario.instruments[instrument].signers if scenario.roles[r].party == party]
    speaking = [r for r, role in scenario.roles.items() if role.party == party and not role.recorder]
    delegates = [r for r in speaking if scenario.roles[r].principal is not None]
    choices = named or delegates or speaking
    return choices[0] if choices else None


def ratifier_of(scenario: Scenario, instrument: str, party: str) -> str | None:
    """Return the role that ratifies for a party: its signer's principal, else its signer; None if nobody."""
    signer = signer_of(scenario, instrument, party)
    return None if signer is None else scenario.roles[signer].principal or signer
