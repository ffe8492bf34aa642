"""Whether a file is on a file system of the network, by the table of mounts that Linux keeps."""

import os
import re
from pathlib import Path
from typing import Final

from chrono.log.errors import FilePath

TABLE: Final = "/proc/self/mountinfo"

_NETWORK: Final = re.compile(
    r"nfs4?|cifs|smb[23]?|smbfs|9p|afs|ceph|glusterfs|lustre|gfs2|ocfs2|ncpfs|davfs|virtiofs"
    r"|fuse\.(sshfs|s3fs|rclone|davfs2?|glusterfs|ceph-fuse|gcsfuse|smbnetfs|curlftpfs)"
)
"""The sorts of file systems that several computers may write."""


def network(path: FilePath, table: str | None = None) -> str | None:
    """Return the sort of the network file system that a file is on; None if it is local.

    Where there is no table, as on other systems, every file counts as local.

    Args:
        path: The file, which need not be there yet.
        table: The content of the table; by default that of this computer.
    """
    if table is None:
        try:
            table = Path(TABLE).read_text("utf-8", "surrogateescape")
        except OSError:
            return None
    file, sort, longest = Path(os.path.realpath(path)), "", -1
    for row in table.splitlines():
        before, _, after = row.partition(" - ")
        fields, about = before.split(), after.split()
        if len(fields) > 4 and about:  # the fifth is where it is mounted
            point = Path(re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), fields[4]))
            if file.is_relative_to(point) and len(point.parts) >= longest:  # the last one is on top
                sort, longest = about[0], len(point.parts)
    return sort if _NETWORK.fullmatch(sort) else None
