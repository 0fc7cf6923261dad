"""What has to be done for every bid, and where each duty comes from."""

from dataclasses import dataclass

from incubator.core.i18n import mark as N_


@dataclass(frozen=True, slots=True)
class ChecklistTask:
    """What has to be done for every bid; `source` is where the duty comes from."""

    key: str
    words: str
    source: str = ""


TASKS = (
    ChecklistTask("read", N_("Read all documents of the buyer, and write down what is unclear")),
    ChecklistTask(
        "ask",
        N_("Ask your questions before the term for questions ends (nota van inlichtingen)"),
        "art. 2.53-2.54 Aw 2012",
    ),
    ChecklistTask("exclusion", N_("Fill in the own declaration (UEA)"), "art. 2.84 Aw 2012"),
    ChecklistTask("kvk", N_("Have an extract of the trade register of at most six months old"), "art. 2.89 Aw 2012"),
    ChecklistTask(
        "tax",
        N_("Have a statement of payment behaviour of the tax office of at most six months old"),
        "art. 2.89 Aw 2012",
    ),
    ChecklistTask(
        "gva", N_("Apply for the certificate of conduct (GVA) in time: it takes up to eight weeks"), "art. 2.89 Aw 2012"
    ),
    ChecklistTask("references", N_("Choose references, or a partner who has them"), "art. 2.92-2.94 Aw 2012"),
    ChecklistTask("price", N_("Reckon the price: hours, wages, materials, risk")),
    ChecklistTask("plan", N_("Write the plan of approach")),
    ChecklistTask("second-reader", N_("Let someone who did not write it read everything")),
    ChecklistTask("submit", N_("Hand in a day before the deadline, and keep the confirmation")),
)
