# The group answers a list of an office.
mending-title = Daftar perbaikan
mending-lede = Ini daftar lengkap yang diminta petugas. Yang bisa diubah hanya bagian di daftar ini.
mending-due = Kirim lagi paling lambat
mending-by = Paling lambat { $when }
mending-done = Sudah kami perbaiki
mending-reply = Jawaban untuk petugas
mending-reply-hint = Misalnya: surat domisili yang baru sudah diunggah.
mending-save = Simpan jawaban
mending-left =
    { $n ->
       *[other] { $n } hal belum dijawab. Jawab semuanya, lalu ketua dan bendahara menandatangani lagi.
    }
mending-ready = Semua sudah dijawab. Sekarang ketua dan bendahara menandatangani, lalu kirim lagi.
mending-seen = Jawaban ini dibaca petugas sesudah proposal dikirim lagi.
mending-fault-long = Satu jawaban paling banyak 500 huruf. Pendekkan dulu.
mending-task = Jawab daftar perbaikan
mending-task-why =
    { $n ->
        [0] Semua hal sudah dijawab.
       *[other] { $n } hal belum dijawab.
    }
mending-send = Kirim perbaikan
mending-sent = Perbaikan terkirim. Petugas yang sama memeriksa lagi.
mending-reply-shown = Jawaban pengaju: { $text }
mending-mended = Pengaju menandai sudah diperbaiki.
mending-changes = Yang berubah sejak versi sebelumnya
mending-changes-none = Tidak ada yang berubah.
mending-before = Sebelumnya
mending-now = Sekarang
mending-nothing = (tidak ada)
mending-other-file = berkas lain
mending-with-group = Pengaju sedang memperbaiki. Yang tampil di sini versi yang terakhir dikirim.
budget-line-number = RAB baris { $number }
