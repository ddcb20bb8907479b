"""Three pages of one field each: the least a participant can submit, and no waiting for others."""

from otree.api import BaseConstants, BaseGroup, BasePlayer, BaseSubsession, Page, models


class C(BaseConstants):
    NAME_IN_URL = "bench3"
    PLAYERS_PER_GROUP = None
    NUM_ROUNDS = 1


class Subsession(BaseSubsession):
    pass


class Group(BaseGroup):
    pass


class Player(BasePlayer):
    a = models.IntegerField(min=0, max=100, label="Your offer")
    b = models.IntegerField(min=0, max=100, label="Your counter-offer")
    c = models.IntegerField(min=0, max=100, label="Your rating")


class P1(Page):
    form_model = "player"
    form_fields = ("a",)


class P2(Page):
    form_model = "player"
    form_fields = ("b",)


class P3(Page):
    form_model = "player"
    form_fields = ("c",)


class Done(Page):
    pass


page_sequence = [P1, P2, P3, Done]
