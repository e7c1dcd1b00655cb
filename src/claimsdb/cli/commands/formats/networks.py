"""``export dna``, and networks (``network``, ``graphml``, ``gexf``): who takes which side on what."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimsdb.cli.commands.formats.exporting import group
from claimsdb.cli.options import database
from claimsdb.records.choices import Concepts, Duplicates, GraphFormat, NetworkKind, NetworkNodes, Sides

if TYPE_CHECKING:
    from collections.abc import Callable

KindOption = Annotated[
    list[str] | None,
    typer.Option("--actor-kind", help="Only actors of this kind, such as organisation; may be given again."),
]
PublishedOption = Annotated[
    str | None, typer.Option("--published", help="Only articles of these dates: EDTF, or FROM..TO.")
]
UnnamedOption = Annotated[
    bool, typer.Option("--unnamed", help="Unnamed speakers are actors too, each of one article alone.")
]
OutletsOption = Annotated[
    bool, typer.Option("--outlets", help="The outlet is the actor of what an article says in its own voice.")
]
RawOption = Annotated[
    bool, typer.Option("--raw", help="Leave cells that a spreadsheet would run as they are.")
]


@group.command()
def dna(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE.csv", help="Where to write; an earlier list is replaced.")
    ],
    kinds: KindOption = None,
    published: PublishedOption = None,
    unnamed: UnnamedOption = False,
    outlets: OutletsOption = False,
    raw: RawOption = False,
) -> None:
    """Write the event list of Discourse Network Analyzer: a row a statement, with who agrees with what.

    The actor is who said it, the nearest of a chain; time is the first day that the article can be of.

    Example: claimsdb export dna events.csv
    """
    from claimsdb.cli.reports import export_summary
    from claimsdb.records.networks import NetworkWish

    wish = NetworkWish(actor_kinds=tuple(kinds or ()), published=published, unnamed=unnamed, outlets=outlets)
    with database(context) as db:
        export_summary(db.export_dna_events(file, wish, raw=raw))


def _network(form: GraphFormat) -> "Callable[..., None]":
    """Make the command that writes networks in one format; all of them have the same options."""

    def network(
        context: typer.Context,
        file: Annotated[
            Path, typer.Argument(metavar="FILE", help="Where to write; an earlier export is replaced.")
        ],
        kind: Annotated[
            NetworkKind,
            typer.Option(
                "--network", help="Actors by concepts, or one mode: same sides, opposite, or the difference."
            ),
        ] = "affiliation",
        nodes: Annotated[
            NetworkNodes, typer.Option("--nodes", help="What a network of one mode ties to each other.")
        ] = "actors",
        by: Annotated[Concepts, typer.Option("--by", help="What a concept is.")] = "claim",
        duplicates: Annotated[
            Duplicates,
            typer.Option("--duplicates", help="Where the same actor, concept and side count once together."),
        ] = "all",
        agreement: Annotated[
            Sides, typer.Option("--agreement", help="What a cell of an affiliation counts.")
        ] = "ignore",
        kinds: KindOption = None,
        published: PublishedOption = None,
        unnamed: UnnamedOption = False,
        outlets: OutletsOption = False,
        raw: RawOption = False,
    ) -> None:
        from claimsdb.cli.reports import export_summary
        from claimsdb.records.networks import NetworkWish

        actor_kinds = tuple(kinds or ())
        wish = NetworkWish(kind, nodes, by, duplicates, agreement, actor_kinds, published, unnamed, outlets)
        with database(context) as db:
            export_summary(db.export_network(file, wish, form=form, raw=raw))

    return network


def _add_network(form: GraphFormat, name: str, what: str, example: str) -> None:
    text = f"""Write a discourse network {what}: actors by concepts, or who is tied to whom.

    Who asserts, predicts or demands agrees; who denies does not; who questions takes no side.

    Example: claimsdb export {example}
    """
    group.command(name=name, help=text)(_network(form))


_add_network("csv", "network", "as a matrix in CSV", "network matrix.csv --duplicates week")
_add_network("graphml", "graphml", "as GraphML", "graphml actors.graphml --network congruence")
_add_network("gexf", "gexf", "as GEXF", "gexf actors.gexf --network conflict")
