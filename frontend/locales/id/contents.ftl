# Questions on what a group wrote, asked once.
contents-title = Tanya isi proposal
contents-lede = Tulis pertanyaan di bagian yang perlu diperjelas. Hanya satu kali, dan hanya bagian itu yang bisa diubah.
contents-ask = Kirim pertanyaan
