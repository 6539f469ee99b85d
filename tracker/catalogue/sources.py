"""What the guide's words on research rest on, as one would look it up. Titles stay in the language they were written in."""

from tracker.domain.strategies import Known, Source
from tracker.domain.texts import _

# What a reader is told of it, and what it means.
HOW_WELL = {
    Known.MANY: (_("Well supported"), _("Many studies, weighed together.")),
    Known.SOME: (_("Some support"), _("One larger study or a few, often of a link and not of a cause.")),
    Known.FIRST: (_("First hints"), _("A single study or a small one. It may turn out otherwise.")),
}

KARNEY_1995 = Source(
    "Karney, Bradbury",
    1995,
    "The longitudinal course of marital quality and stability: A review of theory, methods, and research",
    "Psychological Bulletin 118",
)
NEFF_2009 = Source(
    "Neff, Karney",
    2009,
    "Stress and reactivity to daily relationship experiences: How stress hinders adaptive processes in marriage",
    "Journal of Personality and Social Psychology 97",
)
FINKEL_2013 = Source(
    "Finkel, Slotter, Luchies …",
    2013,
    "A brief intervention to promote conflict reappraisal preserves marital quality over time",
    "Psychological Science 24",
)
FRATTAROLI_2006 = Source(
    "Frattaroli",
    2006,
    "Experimental disclosure and its moderators: A meta-analysis",
    "Psychological Bulletin 132",
)
SCHRODT_2014 = Source(
    "Schrodt, Witt, Shimkowski",
    2014,
    "A meta-analytical review of the demand/withdraw pattern of interaction and its associations with "
    "individual, relational, and communicative outcomes",
    "Communication Monographs 81",
)
LAVNER_2016 = Source(
    "Lavner, Karney, Bradbury",
    2016,
    "Does couples’ communication predict marital satisfaction, or does marital satisfaction predict communication?",
    "Journal of Marriage and Family 78",
)
BLANCHARD_2009 = Source(
    "Blanchard, Hawkins, Baldwin …",
    2009,
    "Investigating the effects of marriage and relationship education on couples’ communication skills: "
    "A meta-analytic study",
    "Journal of Family Psychology 23",
)
ARON_2000 = Source(
    "Aron, Norman, Aron …",
    2000,
    "Couples’ shared participation in novel and arousing activities and experienced relationship quality",
    "Journal of Personality and Social Psychology 78",
)
COULTER_2013 = Source(
    "Coulter, Malouff",
    2013,
    "Effects of an intervention designed to enhance romantic relationship excitement: A randomized-control trial",
    "Couple and Family Psychology 2",
)
FLOOD_2016 = Source(
    "Flood, Genadek",
    2016,
    "Time for each other: Work and family constraints among couples",
    "Journal of Marriage and Family 78",
)
LAURENCEAU_1998 = Source(
    "Laurenceau, Barrett, Pietromonaco",
    1998,
    "Intimacy as an interpersonal process: The importance of self-disclosure, partner disclosure, and "
    "perceived partner responsiveness in interpersonal exchanges",
    "Journal of Personality and Social Psychology 74",
)
GABLE_2006 = Source(
    "Gable, Gonzaga, Strachman",
    2006,
    "Will you be there for me when things go right? Supportive responses to positive event disclosures",
    "Journal of Personality and Social Psychology 91",
)
COHEN_2012 = Source(
    "Cohen, Schulz, Weiss …",
    2012,
    "Eye of the beholder: The individual and dyadic contributions of empathic accuracy and perceived "
    "empathic effort to relationship satisfaction",
    "Journal of Family Psychology 26",
)
RODDY_2020 = Source(
    "Roddy, Walsh, Rothman …",
    2020,
    "Meta-analysis of couple therapy: Effects across outcomes, designs, timeframes, and other moderators",
    "Journal of Consulting and Clinical Psychology 88",
)
BRADBURY_2020 = Source(
    "Bradbury, Bodenmann",
    2020,
    "Interventions for couples",
    "Annual Review of Clinical Psychology 16",
)
CHRISTENSEN_2010 = Source(
    "Christensen, Atkins, Baucom …",
    2010,
    "Marital status and satisfaction five years following a randomized clinical trial comparing traditional "
    "versus integrative behavioral couple therapy",
    "Journal of Consulting and Clinical Psychology 78",
)
DOSS_2016 = Source(
    "Doss, Cicila, Georgia …",
    2016,
    "A randomized controlled trial of the web-based OurRelationship program: Effects on relationship and "
    "individual functioning",
    "Journal of Consulting and Clinical Psychology 84",
)
HASLER_2010 = Source(
    "Hasler, Troxel",
    2010,
    "Couples’ nighttime sleep efficiency and concordance: Evidence for bidirectional associations with "
    "daytime relationship functioning",
    "Psychosomatic Medicine 72",
)
GORDON_2014 = Source(
    "Gordon, Chen",
    2014,
    "The role of sleep in interpersonal conflict: Do sleepless nights mean worse fights?",
    "Social Psychological and Personality Science 5",
)
LALLY_2010 = Source(
    "Lally, van Jaarsveld, Potts …",
    2010,
    "How are habits formed: Modelling habit formation in the real world",
    "European Journal of Social Psychology 40",
)
GOLLWITZER_2006 = Source(
    "Gollwitzer, Sheeran",
    2006,
    "Implementation intentions and goal achievement: A meta-analysis of effects and processes",
    "Advances in Experimental Social Psychology 38",
)
HARKIN_2016 = Source(
    "Harkin, Webb, Chang …",
    2016,
    "Does monitoring goal progress promote goal attainment? A meta-analysis of the experimental evidence",
    "Psychological Bulletin 142",
)
PACKHEISER_2024 = Source(
    "Packheiser, Hartmann, Fredriksen …",
    2024,
    "A systematic review and multivariate meta-analysis of the physical and mental health benefits of touch "
    "interventions",
    "Nature Human Behaviour 8",
)
DEBROT_2013 = Source(
    "Debrot, Schoebi, Perrez …",
    2013,
    "Touch as an interpersonal emotion regulation process in couples’ daily lives: The mediating role of "
    "psychological intimacy",
    "Personality and Social Psychology Bulletin 39",
)
ALGOE_2010 = Source(
    "Algoe, Gable, Maisel",
    2010,
    "It’s the little things: Everyday gratitude as a booster shot for romantic relationships",
    "Personal Relationships 17",
)
GORDON_2012 = Source(
    "Gordon, Impett, Kogan …",
    2012,
    "To have and to hold: Gratitude promotes relationship maintenance in intimate bonds",
    "Journal of Personality and Social Psychology 103",
)
DICKENS_2017 = Source(
    "Dickens",
    2017,
    "Using gratitude to promote positive change: A series of meta-analyses investigating the effectiveness "
    "of gratitude interventions",
    "Basic and Applied Social Psychology 39",
)
FENTZ_2017 = Source(
    "Fentz, Trillingsgaard",
    2017,
    "Checking up on couples: A meta-analysis of the effect of assessment and feedback on marital functioning "
    "and individual mental health in couples",
    "Journal of Marital and Family Therapy 43",
)
CORDOVA_2014 = Source(
    "Cordova, Fleming, Morrill …",
    2014,
    "The Marriage Checkup: A randomized controlled trial of annual relationship health checkups",
    "Journal of Consulting and Clinical Psychology 82",
)
JOEL_2020 = Source(
    "Joel, Eastwick, Allison …",
    2020,
    "Machine learning uncovers the most robust self-report predictors of relationship quality across 43 "
    "longitudinal couples studies",
    "Proceedings of the National Academy of Sciences 117",
)
